# expect: WRONG_VALUE no_max
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    return float(np.mean(np.log1p(np.exp(-np.abs(z))) - z * y))
