# expect: WRONG_VALUE positive_side
import numpy as np


def prelu_backward(dA, Z, a):
    if dA.ndim != 2 or dA.shape != Z.shape or a.shape != Z.shape[1:]: raise ValueError("s")
    return np.where(Z>0, dA, dA*a), (dA*np.maximum(Z,0)).sum(axis=0)
