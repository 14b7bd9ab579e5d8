# expect: WRONG_VALUE square_of_the_mean
import numpy as np


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    if y_true.size == 0:
        raise ValueError("empty")
    return float(np.mean(y_pred - y_true) ** 2)
