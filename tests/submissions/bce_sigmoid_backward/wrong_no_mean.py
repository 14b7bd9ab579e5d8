# expect: WRONG_VALUE no_mean
import numpy as np


def bce_sigmoid_backward(y, p):
    if y.shape != p.shape or p.shape[1:] != (1,):
        raise ValueError("y and p must both be (m, 1)")
    if len(p) == 0:
        raise ValueError("no samples")
    return p - y
