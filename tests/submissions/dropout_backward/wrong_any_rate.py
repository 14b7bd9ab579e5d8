# expect: WRONG_VALUE rate_unchecked
import numpy as np


def dropout_backward(dOut, mask, drop_rate):
    if dOut.shape != mask.shape:
        raise ValueError("shapes")
    with np.errstate(all="ignore"):
        return dOut * mask / (1 - drop_rate)
