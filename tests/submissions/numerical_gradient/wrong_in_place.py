# expect: WRONG_VALUE changed_in_place
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = x
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        point[index] += h
        above = f(point)
        point[index] -= 2 * h
        below = f(point)
        point[index] += h
        gradient[index] = (above - below) / (2 * h)
    return gradient
