# expect: WRONG_VALUE repeats_lost
def confusion_matrix(labels, predicted, n_classes):
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ValueError("one prediction for each label")
    for classes in (labels, predicted):
        if classes.size and (classes.min() < 0 or classes.max() >= n_classes):
            raise ValueError("classes lie in 0 ... n_classes - 1")
    C = np.zeros((n_classes, n_classes), dtype=int)
    for true, said in zip(labels, predicted):
        C[true][said] =+ 1
    return C
