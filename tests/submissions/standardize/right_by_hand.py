import numpy as np


def standardize(X, mean=None, std=None):
    X = X.astype(np.float64)
    m, n = X.shape
    if mean is None:
        if m == 0:
            raise ValueError("There is nothing to measure.")
        mean = X.sum(axis=0) / m
        std = np.sqrt(((X - mean) ** 2).sum(axis=0) / m)
    divisor = std.copy()
    divisor[std <= 1e-12 * np.maximum(1.0, abs(mean))] = 1.0
    return (X - mean) / divisor, mean, std
