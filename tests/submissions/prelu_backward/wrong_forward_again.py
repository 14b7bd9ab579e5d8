# expect: WRONG_VALUE forward_again
import numpy as np


def prelu_backward(dA, Z, a):
    if dA.ndim != 2 or dA.shape != Z.shape or a.shape != Z.shape[1:]: raise ValueError("s")
    return np.where(Z>0, Z, a*Z), (dA*np.minimum(Z,0)).sum(axis=0)
