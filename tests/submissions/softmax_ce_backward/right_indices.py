import numpy as np


def softmax_ce_backward(labels, P):
    m, K = P.shape if P.ndim == 2 else (-1, 0)
    if labels.shape != (m,) or m == 0:
        raise ValueError("labels must be (m,), P (m, K), with m at least 1")
    if labels.min() < 0 or labels.max() >= K:
        raise ValueError("a label is no class")
    dZ = P.copy()
    dZ[np.arange(m), labels] -= 1
    return dZ / m
