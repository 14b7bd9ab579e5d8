# expect: WRONG_VALUE exactly_zero
import numpy as np


def standardize(X, mean=None, std=None):
    if mean is None:
        if len(X) == 0:
            raise ValueError("no samples")
        mean, std = X.mean(axis=0, dtype=float), X.std(axis=0, dtype=float)
    divisor = std.copy()
    divisor[divisor == 0] = 1
    return (X - mean) / divisor, mean, std
