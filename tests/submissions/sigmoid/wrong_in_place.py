# expect: INPUT_MODIFIED in_place
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid(z):
    z = _f(z)
    z[...] = 0.5 * (1 + np.tanh(z / 2))
    return z
