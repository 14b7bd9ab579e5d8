# expect: WRONG_VALUE broadcast_bias
def dense_forward_column(A_col, W_col, b_col):
    return W_col @ A_col + b_col
