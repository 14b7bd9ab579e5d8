import numpy as np


def weighted_sums(X, w, b):
    weights = np.asarray(w, dtype=np.float64)
    return np.dot(X, weights).astype(np.float64) + b
