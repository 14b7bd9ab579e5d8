# expect: WRONG_VALUE divisor_returned
def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std <= 1e-12 * np.maximum(1, np.abs(mean)), 1, std)
    return (X - mean) / std, mean, std
