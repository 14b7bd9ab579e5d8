# expect: WRONG_VALUE mean_divided
def standardize(X, mean=None, std=None):
    X = X.astype(np.float64)
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0), X.std(axis=0)
    divisor = np.where(std <= 1e-12 * np.maximum(1, np.abs(mean)), 1.0, std)
    return X - mean / divisor, mean, std
