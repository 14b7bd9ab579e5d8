# expect: WRONG_VALUE largest_label_only
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape or Y.ndim != 2 or Y.size == 0:
        raise ValueError("shapes")
    P = np.clip(P.astype(np.float64), eps, 1)
    return float(-np.mean(np.log(P[np.arange(len(P)), Y.argmax(axis=1)])))
