# expect: WRONG_VALUE unchecked
import numpy as np


def dropout_backward(dOut, mask, drop_rate):
    return dOut * mask / (1 - drop_rate)
