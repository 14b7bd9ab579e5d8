import numpy as np


def accuracy(y, p, threshold=0.5):
    if y.shape != p.shape:
        raise ValueError("shapes")
    if len(y) < 1:
        raise ValueError("no sample")
    return np.sum((p > threshold) == y) / y.size
