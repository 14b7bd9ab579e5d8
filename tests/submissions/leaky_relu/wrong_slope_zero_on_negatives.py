# expect: WRONG_VALUE slope_zero_on_negatives
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def leaky_relu(z, alpha=0.01):
    z = _f(z)
    return np.where(z > 0, z, alpha * z)


def leaky_relu_grad(z, alpha=0.01):
    z = _f(z)
    return np.where(z > 0, 1, np.where(z < 0, 0, 0)).astype(z.dtype)
