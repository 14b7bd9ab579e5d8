# expect: NOT_FINITE logit
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid(z):
    z = _f(z)
    return np.log(z / (1 - z))
