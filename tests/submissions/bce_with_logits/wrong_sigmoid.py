# expect: NOT_FINITE through_the_sigmoid
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    p = 1 / (1 + np.exp(-z.astype(float)))
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
