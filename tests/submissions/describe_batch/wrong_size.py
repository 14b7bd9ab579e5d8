# expect: WRONG_VALUE -
def describe_batch(X):
    if X.ndim != 2:
        raise ValueError("not a batch")
    return X.size, X.ndim, str(X.dtype)
