import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def softmax(Z, axis=-1):
    Z = _f(Z)
    top = np.max(Z, axis=axis, keepdims=True)
    total = np.log(np.sum(np.exp(Z - top), axis=axis, keepdims=True))
    return np.exp(Z - top - total)
