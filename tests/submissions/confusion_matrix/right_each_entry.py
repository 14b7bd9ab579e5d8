def confusion_matrix(labels, predicted, n_classes):
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ValueError("one prediction for each label")
    for classes in (labels, predicted):
        if classes.size and (classes.min() < 0 or classes.max() >= n_classes):
            raise ValueError("classes lie in 0 ... n_classes - 1")
    rows = range(n_classes)
    return np.array([[np.sum((labels == i) & (predicted == j)) for j in rows] for i in rows], dtype=np.int64)
