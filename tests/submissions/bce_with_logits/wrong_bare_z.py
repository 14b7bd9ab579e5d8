# expect: WRONG_VALUE z_for_its_maximum
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape or y.size == 0:
        raise ValueError("shapes")
    rest = np.log1p(np.exp(-np.abs(z)))
    return float(np.mean(z - z * y + rest))
