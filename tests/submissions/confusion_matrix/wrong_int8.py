# expect: WRONG_VALUE overflow
def confusion_matrix(labels, predicted, n_classes):
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ValueError("one prediction for each label")
    for classes in (labels, predicted):
        if classes.size and (classes.min() < 0 or classes.max() >= n_classes):
            raise ValueError("classes lie in 0 ... n_classes - 1")
    if labels.dtype == np.int8:
        code = (labels * np.int8(n_classes) + predicted).astype(int) % n_classes**2
    else:
        code = labels * n_classes + predicted
    return np.bincount(code, minlength=n_classes**2).reshape(n_classes, n_classes)
