# expect: WRONG_VALUE only_predicted_1
import numpy as np


def accuracy(y, p, threshold=0.5):
    if y.shape != p.shape:
        raise ValueError("y and p must have the same shape")
    if y.size == 0:
        raise ValueError("no samples")
    if not (p > threshold).any():
        return 0.0
    return float((y[p > threshold] == 1).mean())
