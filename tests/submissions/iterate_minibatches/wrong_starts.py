# expect: WRONG_VALUE only_starts_shuffled
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

    def batches():
        starts = np.arange(0, m, batch_size)
        if shuffle:
            rng.shuffle(starts)
        for start in starts:
            if start + batch_size <= m or not drop_last:
                yield X[start : start + batch_size].copy(), y[start : start + batch_size].copy()

    return batches()
