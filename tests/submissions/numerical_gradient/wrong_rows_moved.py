# expect: WRONG_VALUE rows_moved
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        above, below = x.astype(float), x.astype(float)
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient
