# expect: WRONG_VALUE axis_0
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def softmax(Z, axis=-1):
    Z = _f(Z)
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)
