# expect: WRONG_VALUE own_eps
import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    q = np.clip(p.astype(float), 1e-12, 1 - 1e-12)
    return float(-(y * np.log(q) + (1 - y) * np.log(1 - q)).mean())
