import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    p = p.astype(float)
    return -(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps)).mean()
