# expect: NOT_FINITE constant_divided
def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, mean, std
