import numpy as np


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    if X.shape[0] != y.shape[0]:
        raise ValueError("as many labels as samples")
    if not batch_size >= 1:
        raise ValueError("batch_size")
    numbers = np.arange(X.shape[0])
    if shuffle:
        if rng is None:
            raise ValueError("rng")
        rng.shuffle(numbers)
    X, y = X[numbers], y[numbers]
    stop = len(X) - batch_size + 1 if drop_last else len(X)
    return [(X[at : at + batch_size].copy(), y[at : at + batch_size].copy()) for at in range(0, stop, batch_size)]
