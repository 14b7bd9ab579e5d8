import numpy as np


def softmax_jacobian(z):
    if z.ndim != 1 or len(z) == 0:
        raise ValueError("z must be (K,)")
    z = np.array(z, dtype=float)
    e = np.exp(z - max(z))
    p = e / sum(e)
    J = np.zeros((len(p), len(p)))
    for i in range(len(p)):
        for j in range(len(p)):
            J[i, j] = p[i] * (1 - p[j]) if i == j else -p[i] * p[j]
    return J
