# expect: WRONG_VALUE divided_by_the_rate
import numpy as np


def dropout_backward(dOut, mask, drop_rate):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("rate")
    if dOut.shape != mask.shape:
        raise ValueError("shapes")
    with np.errstate(all="ignore"):
        return dOut * mask / drop_rate
