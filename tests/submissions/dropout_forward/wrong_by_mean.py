# expect: WRONG_VALUE observed_share
import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("rate")
    if not training:
        return A.copy()
    if A.shape != mask.shape:
        raise ValueError("shapes")
    share = mask.mean() if mask.size else 1.0
    return A * mask / share
