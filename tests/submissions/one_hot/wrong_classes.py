# expect: WRONG_SHAPE classes_from_labels
import numpy as np


def one_hot(labels, n_classes):
    if labels.ndim != 1 or (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("labels")
    return np.eye(labels.max() + 1 if labels.size else 0)[labels]
