# expect: WRONG_VALUE divided_by_h
import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if h <= 0 or x.ndim != 1:
        raise ValueError("x must be (n,) and h positive")
    point = np.array(x, dtype=float)
    k = f(point.copy())
    if k.ndim != 1:
        raise ValueError("f must return (k,)")
    J = np.zeros((len(k), len(x)))
    for j in range(len(x)):
        step = np.zeros(len(x))
        step[j] = h
        J[:, j] = (f(point + step) - f(point - step)) / h
    return J
