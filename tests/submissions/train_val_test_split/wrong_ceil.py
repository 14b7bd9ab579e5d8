# expect: WRONG_SHAPE rounded_up
import numpy as np


def train_val_test_split(X, y, val_fraction, test_fraction, rng):
    m = len(X)
    if len(y) != m:
        raise ValueError("one label for each sample")
    if val_fraction < 0 or test_fraction < 0 or val_fraction + test_fraction >= 1:
        raise ValueError("bad fractions")
    if m == 0:
        raise ValueError("no samples")
    n_test = int(np.ceil(test_fraction * m - 1e-9))
    n_val = int(np.ceil(val_fraction * m - 1e-9))
    idx = rng.permutation(m)
    test = idx[:n_test]
    val = idx[n_test : n_test + n_val]
    train = idx[n_test + n_val :]
    return X[train], y[train], X[val], y[val], X[test], y[test]
