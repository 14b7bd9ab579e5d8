# expect: NOT_FINITE naive
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def softmax(Z, axis=-1):
    Z = _f(Z)
    e = np.exp(Z)
    return e / e.sum(axis=axis, keepdims=True)
