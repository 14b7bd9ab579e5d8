# expect: WRONG_VALUE same_array
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    gradient = np.zeros(x.shape)
    point = x.astype(float)
    for index in np.ndindex(*x.shape):
        above = point
        below = point
        above[index] += h
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient
