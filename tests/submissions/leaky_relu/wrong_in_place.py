# expect: INPUT_MODIFIED in_place
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def leaky_relu(z, alpha=0.01):
    z = _f(z)
    z[...] = np.where(z > 0, z, alpha * z)
    return z


def leaky_relu_grad(z, alpha=0.01):
    z = _f(z)
    z[...] = np.where(z > 0, 1, alpha)
    return z
