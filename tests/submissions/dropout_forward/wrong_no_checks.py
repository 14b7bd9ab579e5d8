# expect: WRONG_VALUE unchecked
import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if not training:
        return A.copy()
    return A * mask / (1 - drop_rate)
