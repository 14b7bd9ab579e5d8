import numpy as np


def softmax_ce_backward(labels, P):
    if P.ndim != 2 or labels.ndim != 1 or len(labels) != len(P) or len(P) < 1:
        raise ValueError("shapes")
    m, K = P.shape
    dZ = np.empty((m, K))
    for i, t in enumerate(labels):
        if not 0 <= t < K:
            raise ValueError("no such class")
        for k in range(K):
            dZ[i, k] = (P[i, k] - (k == t)) / m
    return dZ
