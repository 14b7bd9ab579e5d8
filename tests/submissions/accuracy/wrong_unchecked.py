# expect: WRONG_VALUE unchecked
import numpy as np


def accuracy(y, p, threshold=0.5):
    predicted = (p > threshold).astype(int)
    return float(np.mean(predicted == y))
