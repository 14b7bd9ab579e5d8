# expect: WRONG_VALUE sum
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    return float(np.sum(np.logaddexp(0, z) - z * y))
