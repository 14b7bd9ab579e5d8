import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    q = np.minimum(np.maximum(np.float64(p), eps), 1 - eps)
    yes = -np.log(q) * y
    no = -np.log1p(-q) * (1 - y)
    return float((yes + no).sum() / y.size)
