# expect: WRONG_VALUE mask_inverted
import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("rate")
    if not training:
        return A.copy()
    if A.shape != mask.shape:
        raise ValueError("shapes")
    return np.where(mask, 0, A / (1 - drop_rate))
