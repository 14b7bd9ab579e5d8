# expect: WRONG_VALUE unchecked
import numpy as np


def train_val_test_split(X, y, val_fraction, test_fraction, rng):
    m = len(X)
    n_test = int(test_fraction * m + 1e-9)
    n_val = int(val_fraction * m + 1e-9)
    idx = rng.permutation(m)
    test = idx[:n_test]
    val = idx[n_test : n_test + n_val]
    train = idx[n_test + n_val :]
    return X[train], y[train], X[val], y[val], X[test], y[test]
