# expect: WRONG_VALUE divided_by_m_only
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape or y.size == 0:
        raise ValueError("shapes")
    return float(np.sum(np.logaddexp(0, z) - z * y) / len(y))
