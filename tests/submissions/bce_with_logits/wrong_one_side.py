# expect: NOT_FINITE overflow
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape or y.size == 0:
        raise ValueError("shapes")
    return float(np.mean(z - z * y + np.log(1 + np.exp(-z))))
