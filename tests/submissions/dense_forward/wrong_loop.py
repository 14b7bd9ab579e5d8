# expect: FORBIDDEN -
import numpy as np


def dense_forward(X, W, b):
    if X.ndim != 2 or X.shape[1] != W.shape[0] or b.shape != (W.shape[1],):
        raise ValueError("shapes do not fit")
    Z = np.empty((len(X), len(b)), dtype=np.result_type(X, W, b))
    for i in range(len(X)):
        Z[i] = X[i] @ W + b
    return Z
