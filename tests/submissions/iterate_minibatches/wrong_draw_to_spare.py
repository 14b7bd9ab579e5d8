# expect: WRONG_VALUE drawn_twice
import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    m = len(X)
    if len(y) != m:
        raise ValueError(f"{m} samples, {len(y)} labels")
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if shuffle and rng is None:
        raise ValueError("shuffling needs rng")
    order = np.arange(m)
    if shuffle:
        order = rng.permutation(m)
        rng.permutation(m)
    parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(steps_per_epoch(m, batch_size, drop_last))]
    return zip([X[part] for part in parts], [y[part] for part in parts])
