# expect: RAISED order_swapped
def dense_forward_column(A_col, W_col, b_col):
    return A_col @ W_col + b_col
