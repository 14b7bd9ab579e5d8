# expect: WRONG_VALUE no_bias
def dense_forward(X, W, b):
    if b.shape != (W.shape[1],):
        raise ValueError("b must be (n_out,)")
    return X @ W
