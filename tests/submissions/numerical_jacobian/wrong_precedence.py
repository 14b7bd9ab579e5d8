# expect: WRONG_VALUE precedence
import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if h <= 0 or x.ndim != 1 or f(x).ndim != 1:
        raise ValueError("h must be positive, x and f(x) one-dimensional")
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        step = np.zeros(len(x))
        step[j] = h
        J[:, j] = (f(x + step) - f(x - step)) / 2 * h
    return J
