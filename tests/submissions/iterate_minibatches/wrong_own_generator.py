# expect: WRONG_VALUE another_order
import numpy as np

own = np.random.default_rng(2026)


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    m = len(X)
    if len(y) != m:
        raise ValueError(f"{m} samples, {len(y)} labels")
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if shuffle and rng is None:
        raise ValueError("shuffling needs rng")
    order = own.permutation(m) if shuffle else np.arange(m)

    def batches():
        for k in range(steps_per_epoch(m, batch_size, drop_last)):
            members = order[k * batch_size : (k + 1) * batch_size]
            yield X[members], y[members]

    return batches()
