# expect: WRONG_VALUE any_equal_shapes
import numpy as np


def bce_sigmoid_backward(y, p):
    if y.shape != p.shape:
        raise ValueError("y and p must both be (m, 1)")
    if len(p) == 0:
        raise ValueError("no samples")
    return (p - y) / len(p)
