# expect: WRONG_VALUE only_y
import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    p = np.clip(p.astype(np.float64), eps, 1 - eps)
    return float(-np.mean(y * np.log(p)))
