# expect: WRONG_VALUE labels_flipped
import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("shapes")
    p = np.clip(p.astype(np.float64), eps, 1 - eps)
    return float(-np.mean((1 - y) * np.log(p) + y * np.log(1 - p)))
