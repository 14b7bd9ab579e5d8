# expect: WRONG_VALUE mask_broadcast
import numpy as np


def dropout_backward(dOut, mask, drop_rate):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("rate")
    return dOut * mask / (1 - drop_rate)
