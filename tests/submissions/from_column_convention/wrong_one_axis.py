# expect: WRONG_VALUE -
def from_column_convention(W_col, b_col):
    if b_col.shape != (W_col.shape[0], 1):
        raise ValueError("b_col must be a column, one number per unit")
    return W_col.T.copy(), b_col.flatten()
