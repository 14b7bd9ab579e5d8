# expect: RAISED W_transposed
def dense_forward(X, W, b):
    return X @ W.T + b
