# expect: WRONG_VALUE integers_stay
import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if h <= 0 or x.ndim != 1 or f(x).ndim != 1:
        raise ValueError("h must be positive, x and f(x) one-dimensional")
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        above, below = x.copy(), x.copy()
        above[j] += h
        below[j] -= h
        J[:, j] = (f(above) - f(below)) / (2 * h)
    return J
