def describe_batch(X):
    if len(X.shape) != 2:
        raise ValueError(f"X must have two axes, not {len(X.shape)}.")
    return X.shape[0], X.shape[1], X.dtype.name
