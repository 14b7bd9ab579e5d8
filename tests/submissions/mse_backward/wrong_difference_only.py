# expect: WRONG_VALUE difference_only
import numpy as np


def mse_backward(y_true, y_pred):
    if y_true.shape != y_pred.shape or y_true.size == 0: raise ValueError("s")
    y_true, y_pred = y_true.astype(float), y_pred.astype(float)
    return (y_pred-y_true)
