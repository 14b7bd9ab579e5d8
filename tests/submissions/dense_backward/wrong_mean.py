# expect: WRONG_VALUE divided_by_m
import numpy as np


def dense_backward(dZ, X, W):
    if dZ.ndim != 2 or X.ndim != 2 or len(dZ) != len(X) or W.shape != (X.shape[1], dZ.shape[1]):
        raise ValueError("the shapes do not fit")
    dX = dZ @ W.T
    dW = X.T @ dZ / len(X)
    db = dZ.sum(axis=0) / len(X)
    return dX, dW, db
