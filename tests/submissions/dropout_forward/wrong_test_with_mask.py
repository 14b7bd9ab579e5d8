# expect: WRONG_VALUE masked_at_test_time
import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("rate")
    if not training:
        return A * mask
    if A.shape != mask.shape:
        raise ValueError("shapes")
    return A * mask / (1 - drop_rate)
