# expect: WRONG_VALUE binary_mean
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape or Y.ndim != 2 or Y.size == 0:
        raise ValueError("shapes")
    P = np.clip(P.astype(np.float64), eps, 1)
    P = np.minimum(P, 1 - eps)
    return float(-np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P)))
