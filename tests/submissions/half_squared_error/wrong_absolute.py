# expect: WRONG_VALUE absolute
import numpy as np


def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    return abs(y_pred.astype(y_pred.dtype if y_pred.dtype.kind == "f" else float) - y_true) / 2
