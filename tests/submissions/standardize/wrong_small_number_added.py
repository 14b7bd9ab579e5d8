# expect: WRONG_VALUE small_number_added
def standardize(X, mean=None, std=None):
    X = X.astype(np.float64)
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / (std + 1e-12), mean, std
