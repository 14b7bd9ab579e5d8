import numpy as np


def dropout_backward(dOut, mask, drop_rate):
    if mask.shape != dOut.shape or not 0 <= drop_rate < 1:
        raise ValueError("mask or rate")
    slope = mask.astype(dOut.dtype) / (1 - drop_rate)
    return slope * dOut
