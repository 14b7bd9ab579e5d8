# expect: RAISED -
import numpy as np


def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0, dtype=float), X.std(axis=0, dtype=float)
    if std <= 1e-12 * np.maximum(1, abs(mean)):
        std = 1.0
    return (X - mean) / std, mean, std
