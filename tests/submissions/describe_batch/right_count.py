def describe_batch(X):
    if X.ndim != 2:
        raise ValueError
    return X.shape + (X.dtype.name,)
