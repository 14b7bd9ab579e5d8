# expect: INPUT_MODIFIED in_place
import numpy as np


def bce_sigmoid_backward(y, p):
    if y.shape != p.shape or p.shape[1:] != (1,):
        raise ValueError("y and p must both be (m, 1)")
    if len(p) == 0:
        raise ValueError("no samples")
    p[:] = (p - y) / len(p)
    return p
