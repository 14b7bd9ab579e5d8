# expect: WRONG_VALUE samples_in_columns
def describe_batch(X):
    if X.ndim != 2:
        raise ValueError("not a batch")
    n, m = X.shape
    return m, n, str(X.dtype)
