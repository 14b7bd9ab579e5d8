# expect: WRONG_TYPE one_slope_for_all
import numpy as np


def prelu_backward(dA, Z, a):
    if Z.ndim != 2 or dA.shape != Z.shape or a.shape != (Z.shape[1],):
        raise ValueError("the shapes do not fit")
    dZ = dA * np.where(Z > 0, 1.0, a)
    da = np.sum(dA * np.where(Z > 0, 0.0, Z))
    return dZ, da
