import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    out = A.copy()
    if drop_rate >= 1 or drop_rate < 0:
        raise ValueError("a probability below 1 is needed")
    if training:
        if out.shape != mask.shape:
            raise ValueError("one entry of the mask for each activation")
        out[~mask] = 0.0
        out *= 1 / (1 - drop_rate)
    return out
