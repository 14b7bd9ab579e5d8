import numpy as np


def one_hot(labels, n_classes):
    if labels.ndim != 1 or (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("labels")
    return np.eye(n_classes)[labels]
