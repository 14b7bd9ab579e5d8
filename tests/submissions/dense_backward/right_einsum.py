import numpy as np


def dense_backward(dZ, X, W):
    if dZ.ndim != 2 or dZ.shape != (X.shape[0], W.shape[1]) or X.shape[1] != W.shape[0]:
        raise ValueError("shapes")
    dW = np.einsum("mi,mo->io", X, dZ)
    db = np.ones(len(dZ)) @ dZ
    return np.einsum("mo,io->mi", dZ, W), dW, db
