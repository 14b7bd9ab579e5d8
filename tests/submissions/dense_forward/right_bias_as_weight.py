import numpy as np


def dense_forward(X, W, b):
    if X.ndim != 2 or b.ndim != 1 or b.shape[0] != W.shape[1]:
        raise ValueError("shapes do not fit")
    ones = np.ones((X.shape[0], 1), dtype=b.dtype)
    return np.hstack([ones, X]) @ np.vstack([b, W])
