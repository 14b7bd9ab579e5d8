# expect: WRONG_DTYPE integers_out
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid(z):
    return (1 / (1 + np.exp(-_f(z)))).astype(z.dtype)
