# expect: WRONG_SHAPE order
import numpy as np


def dense_backward(dZ, X, W):
    if dZ.ndim != 2 or X.ndim != 2 or len(dZ) != len(X) or W.shape != (X.shape[1], dZ.shape[1]):
        raise ValueError("the shapes do not fit")
    dX = dZ @ W.T
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    return dW, db, dX
