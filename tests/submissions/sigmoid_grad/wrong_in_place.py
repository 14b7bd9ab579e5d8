# expect: INPUT_MODIFIED in_place
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid_grad(z):
    z = _f(z)
    a = sigmoid(z)
    z[...] = a - a**2
    return z


def tanh_grad(z):
    z = _f(z)
    z[...] = 1 - np.tanh(z) ** 2
    return z
