# expect: WRONG_VALUE swapped
import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    y = np.clip(y.astype(float), 1e-12, 1 - 1e-12)
    p = np.clip(p.astype(float), eps, 1 - eps)
    return float(-np.mean(p * np.log(y) + (1 - p) * np.log(1 - y)))
