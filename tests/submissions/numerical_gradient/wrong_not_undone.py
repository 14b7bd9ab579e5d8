# expect: WRONG_VALUE not_undone
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        point[index] += h
        above = f(point)
        point[index] -= 2 * h
        gradient[index] = (above - f(point)) / (2 * h)
    return gradient
