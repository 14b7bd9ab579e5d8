import numpy as np


def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        values = X.astype(float)
        mean, std = np.average(values, axis=0), np.sqrt(np.var(values, axis=0))
    constant = std <= 1e-12 * np.maximum(1, abs(mean))
    return (X - mean) / (std * ~constant + constant), mean, std
