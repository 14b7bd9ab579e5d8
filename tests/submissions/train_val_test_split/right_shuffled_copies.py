import numpy as np


def train_val_test_split(X, y, val_fraction, test_fraction, rng):
    m = len(X)
    if m != len(y):
        raise ValueError("lengths")
    a = int(np.floor(test_fraction * m + 1e-9))
    b = a + int(np.floor(val_fraction * m + 1e-9))
    if val_fraction < 0 or test_fraction < 0 or val_fraction + test_fraction >= 1 or b >= m:
        raise ValueError("fractions")
    p = np.arange(m)
    rng.shuffle(p)  # what permutation(m) does
    Xs, ys = np.take(X, p, axis=0), np.take(y, p, axis=0)
    return Xs[b:], ys[b:], Xs[a:b], ys[a:b], Xs[:a], ys[:a]
