# expect: WRONG_VALUE broadcast_bias
def dense_forward(X, W, b):
    return X @ W + b
