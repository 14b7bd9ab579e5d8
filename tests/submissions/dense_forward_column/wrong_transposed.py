# expect: RAISED W_transposed
def dense_forward_column(A_col, W_col, b_col):
    return W_col.T @ A_col + b_col
