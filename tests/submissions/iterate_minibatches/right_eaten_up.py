import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    if len(X) != len(y) or batch_size <= 0 or (shuffle and rng is None):
        raise ValueError("check X, y, batch_size and rng")

    def one_after_another():
        left = list(rng.permutation(len(X))) if shuffle else list(range(len(X)))
        while len(left) >= batch_size or (left and not drop_last):
            now, left[:] = left[:batch_size], left[batch_size:]
            yield X[now], y[now]

    return one_after_another()
