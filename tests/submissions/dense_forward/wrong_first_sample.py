# expect: WRONG_SHAPE first_sample_only
def dense_forward(X, W, b):
    if b.shape != (W.shape[1],):
        raise ValueError("b must be (n_out,)")
    return X[0] @ W + b
