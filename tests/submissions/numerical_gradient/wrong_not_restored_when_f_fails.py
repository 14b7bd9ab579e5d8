# expect: WRONG_VALUE restored_unless_f_fails
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = x
    gradient = np.zeros(point.shape)
    for index in np.ndindex(*point.shape):
        here = point[index]
        point[index] = here + h
        above = f(point)
        point[index] = here - h
        below = f(point)
        point[index] = here
        gradient[index] = (above - below) / (2 * h)
    return gradient
