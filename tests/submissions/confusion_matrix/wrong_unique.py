# expect: WRONG_SHAPE classes_that_occur
def confusion_matrix(labels, predicted, n_classes):
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ValueError("one prediction for each label")
    for classes in (labels, predicted):
        if classes.size and (classes.min() < 0 or classes.max() >= n_classes):
            raise ValueError("classes lie in 0 ... n_classes - 1")
    if len(labels) == 0:
        return np.zeros((n_classes, n_classes), dtype=int)
    found = np.unique(np.concatenate([labels, predicted]))
    return np.array([[((labels == i) & (predicted == j)).sum() for j in found] for i in found])
