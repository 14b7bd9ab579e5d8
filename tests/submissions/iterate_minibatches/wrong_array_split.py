# expect: WRONG_VALUE split_evenly
import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    m = len(X)
    if len(y) != m:
        raise ValueError(f"{m} samples, {len(y)} labels")
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if shuffle and rng is None:
        raise ValueError("shuffling needs rng")
    order = rng.permutation(m) if shuffle else np.arange(m)

    def batches():
        steps = steps_per_epoch(m, batch_size, drop_last)
        for members in np.array_split(order, steps) if steps else []:
            yield X[members], y[members]

    return batches()
