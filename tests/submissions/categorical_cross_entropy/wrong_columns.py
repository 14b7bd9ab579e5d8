# expect: WRONG_VALUE every_label_with_every_row
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape:
        raise ValueError("shapes")
    if Y.size == 0:
        raise ValueError("empty")
    if Y.ndim != 2:
        raise ValueError("one row per sample")
    P = np.maximum(P.astype(float), eps)
    return float(-np.log(P[:, Y.argmax(axis=1)]).mean())
