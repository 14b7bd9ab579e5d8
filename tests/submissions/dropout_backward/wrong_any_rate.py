# expect: WRONG_VALUE rate_unchecked
import numpy as np

np.seterr(all="ignore")


def dropout_backward(dOut, mask, drop_rate):
    if dOut.shape != mask.shape:
        raise ValueError("shapes")
    return dOut * mask / (1 - drop_rate)
