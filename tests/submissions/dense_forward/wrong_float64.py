# expect: WRONG_DTYPE float64_always
def dense_forward(X, W, b):
    if b.shape != (W.shape[1],):
        raise ValueError("b must be (n_out,)")
    return X.astype(float) @ W.astype(float) + b.astype(float)
