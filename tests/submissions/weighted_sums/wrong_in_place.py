# expect: INPUT_MODIFIED -
import numpy as np


def weighted_sums(X, w, b):
    if X.shape[1] != w.shape[0]:
        raise ValueError("as many weights as features are needed")
    z = X.astype(float) @ w.astype(float) + b
    if X.dtype == np.float64 and X.flags.writeable:
        X *= 0
    return z
