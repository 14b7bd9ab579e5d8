# expect: WRONG_VALUE binary_formula
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape:
        raise ValueError("shapes")
    if Y.size == 0:
        raise ValueError("empty")
    if Y.ndim != 2:
        raise ValueError("one row per sample")
    P = np.clip(P.astype(float), eps, 1 - 1e-12)
    return float(-(Y * np.log(P) + (1 - Y) * np.log(1 - P)).sum(axis=1).mean())
