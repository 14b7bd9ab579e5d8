# expect: INPUT_MODIFIED in_place
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def relu(z):
    z = _f(z)
    z[z < 0] = 0
    return z


def relu_grad(z):
    z = _f(z)
    return (z > 0).astype(z.dtype)
