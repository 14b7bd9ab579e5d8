# expect: WRONG_VALUE half_convention
import numpy as np


def mse_backward(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ: {y_true.shape}, {y_pred.shape}")
    if y_true.size == 0:
        raise ValueError("no entries")
    error = y_pred.astype(float) - y_true.astype(float)
    return error / error.size
