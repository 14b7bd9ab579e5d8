# expect: WRONG_VALUE all_at_once
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        gradient[index] = (f(point + h) - f(point - h)) / (2 * h)
    return gradient
