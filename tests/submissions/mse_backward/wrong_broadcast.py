# expect: WRONG_VALUE broadcast
import numpy as np


def mse_backward(y_true, y_pred):
    if y_true.size == 0 or y_pred.size == 0:
        raise ValueError("no entries")
    error = y_pred.astype(float) - y_true.astype(float)
    return 2 * error / error.size
