# expect: WRONG_VALUE empty_is_zero
import numpy as np


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    if y_true.size == 0:
        return 0.0
    return float(((y_pred.astype(float) - y_true) ** 2).mean())
