# expect: INPUT_MODIFIED -
def dense_forward(X, W, b):
    if X.ndim != 2 or b.shape != (W.shape[1],):
        raise ValueError("shapes do not fit")
    Z = X @ W + b
    X *= 0
    return Z
