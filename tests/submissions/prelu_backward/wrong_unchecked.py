# expect: WRONG_VALUE unchecked
import numpy as np


def prelu_backward(dA, Z, a):
    dZ = dA * np.where(Z > 0, 1.0, a)
    da = np.sum(dA * np.where(Z > 0, 0.0, Z), axis=0)
    return dZ, da
