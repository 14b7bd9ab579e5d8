# expect: WRONG_VALUE own_eps
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape:
        raise ValueError("shapes")
    if Y.ndim != 2 or Y.size == 0:
        raise ValueError("shapes")
    logs = np.log(np.clip(P.astype(float), 1e-12, 1))
    return float(-(Y * logs).sum() / len(Y))
