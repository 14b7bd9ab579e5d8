import numpy as np


def dense_forward_column(A_col, W_col, b_col):
    if b_col.shape != (W_col.shape[0], 1) or A_col.ndim != 2:
        raise ValueError("shapes do not fit")
    Z_col = np.einsum("oi,im->om", W_col, A_col)
    return np.add(Z_col, b_col)
