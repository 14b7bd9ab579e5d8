import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    if len(X) != len(y) or batch_size < 1:
        raise ValueError("X, y or batch_size")
    if shuffle and rng is None:
        raise ValueError("rng is missing")
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    steps = steps_per_epoch(len(X), batch_size, drop_last)
    parts = [order[k * batch_size : (k + 1) * batch_size] for k in range(steps)]
    return zip([X[part] for part in parts], [y[part] for part in parts])
