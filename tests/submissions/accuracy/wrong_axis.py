# expect: WRONG_TYPE -
import numpy as np


def accuracy(y, p, threshold=0.5):
    if y.shape != p.shape:
        raise ValueError("y and p must have the same shape")
    if y.size == 0:
        raise ValueError("no samples")
    predicted = (p > threshold).astype(int)
    return np.mean(predicted == y, axis=0)
