import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape:
        raise ValueError("shapes")
    if Y.size == 0:
        raise ValueError("empty")
    if Y.ndim != 2:
        raise ValueError("one row per sample")
    losses = []
    for y, p in zip(Y, P):
        losses.append(-np.dot(y, np.log(np.clip(p.astype(float), eps, 1))))
    return float(np.mean(losses))
