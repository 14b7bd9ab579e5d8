# expect: WRONG_VALUE broadcast
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if P.ndim != 2 or P.size == 0:
        raise ValueError("P must be a table with at least one row")
    logs = np.log(np.clip(P.astype(float), eps, 1))
    return float(-(Y * logs).sum(axis=1).mean())
