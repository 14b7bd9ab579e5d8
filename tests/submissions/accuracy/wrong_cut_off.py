# expect: WRONG_VALUE cut_off
import numpy as np


def accuracy(y, p, threshold=0.5):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y and p must have one shape and hold a sample")
    right = np.sum((p > threshold) == y)
    return right // len(y)
