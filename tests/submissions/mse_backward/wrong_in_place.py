# expect: INPUT_MODIFIED in_place
import numpy as np


def mse_backward(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ: {y_true.shape}, {y_pred.shape}")
    if y_true.size == 0:
        raise ValueError("no entries")
    error = y_pred.astype(float) - y_true.astype(float)
    if y_pred.dtype.kind != "f":
        return 2 * error / error.size
    y_pred[:] = 2 * error / error.size
    return y_pred
