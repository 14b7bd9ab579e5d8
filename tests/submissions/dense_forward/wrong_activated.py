# expect: WRONG_VALUE activated
import numpy as np


def dense_forward(X, W, b):
    if b.shape != (W.shape[1],):
        raise ValueError("b must be (n_out,)")
    return np.maximum(X @ W + b, 0)
