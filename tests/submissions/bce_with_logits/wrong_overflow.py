# expect: NOT_FINITE overflow
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    z = z.astype(float)
    return float(np.mean(np.log(1 + np.exp(z)) - z * y))
