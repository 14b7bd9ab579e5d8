# expect: WRONG_TYPE first_batch_alone
import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    if len(X) != len(y) or batch_size < 1 or (shuffle and rng is None):
        raise ValueError("arguments")
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for k in range(steps_per_epoch(len(X), batch_size, drop_last)):
        members = order[k * batch_size : (k + 1) * batch_size]
        return X[members], y[members]
    return []
