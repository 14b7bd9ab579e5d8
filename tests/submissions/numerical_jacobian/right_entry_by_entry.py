import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if h <= 0 or len(x.shape) != 1 or len(np.shape(f(x.astype(float)))) != 1:
        raise ValueError("see the specification")
    k, n = len(f(x.astype(float))), len(x)
    J = np.empty((k, n))
    for i in range(k):
        for j in range(n):
            above, below = x.astype(float), x.astype(float)
            above[j] += h
            below[j] -= h
            J[i, j] = (f(above)[i] - f(below)[i]) / (2 * h)
    return J
