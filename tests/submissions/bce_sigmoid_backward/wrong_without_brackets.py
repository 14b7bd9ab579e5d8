# expect: WRONG_VALUE without_brackets
import numpy as np


def bce_sigmoid_backward(y, p):
    if y.ndim != 2 or y.shape != p.shape or y.shape[1] != 1 or len(y) == 0: raise ValueError("s")
    return p - y / len(y)
