# expect: WRONG_VALUE drawn_with_replacement
import math

import numpy as np


def train_val_test_split(X, y, val_fraction, test_fraction, rng):
    if X.shape[0] != y.shape[0]:
        raise ValueError(f"{X.shape[0]} samples, {y.shape[0]} labels")
    if min(val_fraction, test_fraction) < 0:
        raise ValueError("a fraction is negative")
    m = X.shape[0]
    n_val, n_test = (math.floor(f * m + 1e-9) for f in (val_fraction, test_fraction))
    if val_fraction + test_fraction >= 1 or n_val + n_test >= m:
        raise ValueError("nothing is left for training")
    order = rng.choice(m, m)
    test, val, train = np.split(order, [n_test, n_test + n_val])
    parts = []
    for rows in (train, val, test):
        parts.append(X[rows])
        parts.append(y[rows])
    return tuple(parts)
