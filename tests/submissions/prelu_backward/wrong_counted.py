# expect: WRONG_VALUE ones_counted
import numpy as np


def prelu_backward(dA, Z, a):
    if Z.ndim != 2 or dA.shape != Z.shape or a.shape != (Z.shape[1],):
        raise ValueError("the shapes do not fit")
    dZ = dA * np.where(Z > 0, 1.0, a)
    da = np.sum(dA * (Z <= 0), axis=0)
    return dZ, da
