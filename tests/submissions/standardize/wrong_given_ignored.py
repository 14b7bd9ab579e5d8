# expect: WRONG_VALUE given_ignored
import numpy as np


def standardize(X, mean=None, std=None):
    if len(X) == 0 and mean is None:
        raise ValueError("no samples")
    mean, std = X.mean(axis=0, dtype=float), X.std(axis=0, dtype=float)
    divisor = np.where(std <= 1e-12 * np.maximum(1, np.abs(mean)), 1.0, std)
    return (X - mean) / divisor, mean, std
