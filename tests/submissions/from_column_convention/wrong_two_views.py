# expect: INPUT_MODIFIED view_of_W
def from_column_convention(W_col, b_col):
    if W_col.ndim != 2 or b_col.shape != (W_col.shape[0], 1):
        raise ValueError("shapes do not fit")
    return W_col.T, b_col[:, 0]
