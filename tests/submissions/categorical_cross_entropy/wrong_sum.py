# expect: WRONG_VALUE sum
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape:
        raise ValueError("shapes")
    if Y.size == 0:
        raise ValueError("empty")
    if Y.ndim != 2:
        raise ValueError("one row per sample")
    P = np.maximum(P.astype(float), eps)
    return float(-(Y * np.log(P)).sum())
