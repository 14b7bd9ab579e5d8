import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def softmax(Z, axis=-1):
    Z = _f(Z)
    e = np.exp(Z - np.expand_dims(np.max(Z, axis), axis))
    return e / np.expand_dims(np.sum(e, axis), axis)
