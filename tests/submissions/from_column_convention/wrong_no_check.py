# expect: WRONG_VALUE -
def from_column_convention(W_col, b_col):
    return W_col.T.copy(), b_col.flatten()
