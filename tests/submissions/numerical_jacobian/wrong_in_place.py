# expect: WRONG_VALUE changed_in_place
import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if h <= 0 or x.ndim != 1:
        raise ValueError("x must be (n,) and h positive")
    point = x
    k = f(np.array(x, dtype=float))
    if k.ndim != 1:
        raise ValueError("f must return (k,)")
    J = np.zeros((len(k), len(x)))
    for j in range(len(x)):
        point[j] += h
        above = f(point.copy())
        point[j] -= 2 * h
        below = f(point.copy())
        point[j] += h
        J[:, j] = (above - below) / (2 * h)
    return J
