def describe_batch(X):
    if X.ndim != 2:
        raise ValueError("not a batch")
    m, n = X.shape
    return m, n, str(X.dtype)
