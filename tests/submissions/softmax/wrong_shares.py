# expect: WRONG_VALUE shares
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def softmax(Z, axis=-1):
    Z = _f(Z)
    return Z / Z.sum(axis=axis, keepdims=True)
