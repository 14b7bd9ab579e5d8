# expect: WRONG_VALUE limit_not_relative
import numpy as np


def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0, dtype=float), X.std(axis=0, dtype=float)
    return (X - mean) / np.where(std < 1e-12, 1, std), mean, std
