import numpy as np


class Batches:
    def __init__(self, X, y, parts):
        self.X, self.y, self.parts = X, y, parts

    def __iter__(self):
        return ((self.X[part], self.y[part]) for part in self.parts)


def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    if len(X) != len(y):
        raise ValueError("lengths")
    if batch_size <= 0:
        raise ValueError("batch_size")
    if shuffle and rng is None:
        raise ValueError("rng")
    order = np.arange(len(X))
    if shuffle:
        order = rng.permutation(order)
    parts = np.split(order, np.arange(batch_size, len(X), batch_size)) if len(X) else []
    if drop_last:
        parts = [part for part in parts if len(part) == batch_size]
    return Batches(X, y, parts)
