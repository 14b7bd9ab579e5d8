import numpy as np


def bce_sigmoid_backward(y, p):
    m = p.shape[0]
    if y.shape != (m, 1) or p.shape != (m, 1) or m == 0:
        raise ValueError(f"y {y.shape} and p {p.shape} must be (m, 1), m at least 1")
    return np.where(y == 1, p - 1, p) / m
