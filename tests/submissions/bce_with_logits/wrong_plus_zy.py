# expect: WRONG_VALUE sign_of_zy
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape or y.size == 0:
        raise ValueError("shapes")
    rest = np.log1p(np.exp(-np.abs(z)))
    return float(np.mean(np.maximum(z, 0) + z * y + rest))
