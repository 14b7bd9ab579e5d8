# expect: WRONG_VALUE exponent_positive
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape or y.size == 0:
        raise ValueError("shapes")
    return float(np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(np.abs(z)))))
