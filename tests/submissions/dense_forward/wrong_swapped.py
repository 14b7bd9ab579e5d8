# expect: RAISED order_swapped
def dense_forward(X, W, b):
    return W @ X + b
