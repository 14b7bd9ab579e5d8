# expect: WRONG_VALUE broadcast
import numpy as np


def bce_sigmoid_backward(y, p):
    if len(p) == 0:
        raise ValueError("no samples")
    return (p - y) / len(p)
