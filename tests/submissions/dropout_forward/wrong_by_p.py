# expect: WRONG_VALUE divided_by_the_rate
import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("rate")
    if not training:
        return A.copy()
    if A.shape != mask.shape:
        raise ValueError("shapes")
    with np.errstate(all="ignore"):
        return A * mask / drop_rate
