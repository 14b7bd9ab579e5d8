import numpy as np


def prelu_backward(dA, Z, a):
    m, n = Z.shape if Z.ndim == 2 else (0, -1)
    if dA.shape != (m, n) or a.shape != (n,):
        raise ValueError("shapes")
    dZ, da = np.array(dA, dtype=float), np.zeros(n)
    for j in range(n):  # over units, not over samples
        off = Z[:, j] <= 0
        dZ[off, j] *= a[j]
        da[j] = np.dot(dA[off, j], Z[off, j])
    return dZ, da
