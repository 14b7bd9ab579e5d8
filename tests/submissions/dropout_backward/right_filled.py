import numpy as np


def dropout_backward(dOut, mask, drop_rate):
    if mask.shape != dOut.shape:
        raise ValueError("the mask does not fit")
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("the rate is no probability below 1")
    dA = np.zeros(dOut.shape)
    dA[mask] = dOut[mask] / (1 - drop_rate)
    return dA
