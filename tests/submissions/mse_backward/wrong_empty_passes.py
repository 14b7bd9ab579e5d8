# expect: WRONG_VALUE -
import numpy as np


def mse_backward(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ: {y_true.shape}, {y_pred.shape}")
    error = y_pred.astype(float) - y_true.astype(float)
    return 2 * error / max(error.size, 1)
