# expect: WRONG_VALUE unchecked
import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for k in range(steps_per_epoch(len(X), batch_size, drop_last)):
        members = order[k * batch_size : (k + 1) * batch_size]
        yield X[members], y[members]
