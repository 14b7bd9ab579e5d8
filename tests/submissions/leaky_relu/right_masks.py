import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def leaky_relu(z, alpha=0.01):
    z = _f(z)
    slope = np.full_like(z, alpha)
    slope[z > 0] = 1
    return slope * z


def leaky_relu_grad(z, alpha=0.01):
    z = _f(z)
    slope = np.full_like(z, alpha)
    slope[z > 0] = 1
    return slope
