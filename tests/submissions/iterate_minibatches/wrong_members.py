# expect: WRONG_VALUE only_members_shuffled
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
        for k in range(steps_per_epoch(m, batch_size, drop_last)):
            members = order[k * batch_size : (k + 1) * batch_size]
            if shuffle:
                members = rng.permutation(members)
            yield X[members], y[members]

    return batches()
