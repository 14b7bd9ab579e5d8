# expect: WRONG_VALUE rate_unchecked
import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if not training:
        return A.copy()
    if A.shape != mask.shape:
        raise ValueError("shapes")
    with np.errstate(all="ignore"):
        return A * mask / (1 - drop_rate)
