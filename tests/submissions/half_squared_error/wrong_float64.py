# expect: WRONG_DTYPE float64_for_all
import numpy as np


def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    return 0.5 * (y_pred.astype(np.float64) - y_true.astype(np.float64)) ** 2
