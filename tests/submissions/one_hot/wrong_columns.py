# expect: WRONG_VALUE whole_columns
import numpy as np


def one_hot(labels, n_classes):
    if labels.ndim != 1 or np.any(labels < 0) or np.any(labels >= n_classes):
        raise ValueError("labels")
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y
