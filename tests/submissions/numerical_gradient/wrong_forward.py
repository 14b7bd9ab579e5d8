# expect: WRONG_VALUE forward
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        moved = point.copy()
        moved[index] += h
        gradient[index] = (f(moved) - f(point)) / h
    return gradient
