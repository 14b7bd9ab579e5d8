# expect: RAISED axis_1_alone
def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=1), X.std(axis=1)
    divisor = np.where(std <= 1e-12 * np.maximum(1, np.abs(mean)), 1.0, std)
    return (X - mean) / divisor, mean, std
