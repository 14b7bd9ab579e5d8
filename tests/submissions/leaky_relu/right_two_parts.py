import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def leaky_relu(z, alpha=0.01):
    z = _f(z)
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


def leaky_relu_grad(z, alpha=0.01):
    z = _f(z)
    up = (z > 0).astype(z.dtype)
    return up + alpha * (1 - up)
