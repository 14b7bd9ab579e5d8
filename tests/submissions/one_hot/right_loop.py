import numpy as np


def one_hot(labels, n_classes):
    if labels.ndim != 1 or (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("labels")
    Y = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        Y[i, label] = 1
    return Y
