# expect: WRONG_VALUE weights_transposed
import numpy as np


def dense_backward(dZ, X, W):
    if dZ.ndim != 2 or X.ndim != 2 or len(dZ) != len(X) or W.shape != (X.shape[1], dZ.shape[1]):
        raise ValueError("the shapes do not fit")
    dX = dZ @ W.T
    dW = dZ.T @ X
    db = dZ.sum(axis=0)
    return dX, dW, db
