import numpy as np


def from_column_convention(W_col, b_col):
    if W_col.ndim != 2 or b_col.shape != (W_col.shape[0], 1):
        raise ValueError("shapes do not fit")
    n_out, n_in = W_col.shape
    W = np.empty((n_in, n_out), dtype=W_col.dtype)
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = W_col[j, i]
    b = np.array([b_col[j, 0] for j in range(n_out)], dtype=b_col.dtype)
    return W, b
