# expect: WRONG_VALUE variance_measured
def standardize(X, mean=None, std=None):
    X = X.astype(np.float64)
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean = X.mean(axis=0)
        std = ((X - mean) ** 2).mean(axis=0)
    divisor = np.where(std <= 1e-12 * np.maximum(1, np.abs(mean)), 1.0, std)
    return (X - mean) / divisor, mean, std
