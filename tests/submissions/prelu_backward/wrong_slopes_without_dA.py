# expect: WRONG_VALUE slopes_without_dA
import numpy as np


def prelu_backward(dA, Z, a):
    if dA.ndim != 2 or dA.shape != Z.shape or a.shape != Z.shape[1:]: raise ValueError("s")
    return np.where(Z>0, 1.0, a), (dA*np.minimum(Z,0)).sum(axis=0)
