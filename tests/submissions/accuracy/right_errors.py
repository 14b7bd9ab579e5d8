import numpy as np


def accuracy(y, p, threshold=0.5):
    m = len(y)
    if np.shape(y) != np.shape(p):
        raise ValueError("shapes")
    if m == 0:
        raise ValueError("empty")
    classes = np.where(p > threshold, 1, 0)
    errors = np.count_nonzero(classes != y)
    return 1 - errors / m
