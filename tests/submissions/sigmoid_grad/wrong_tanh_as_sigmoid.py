# expect: WRONG_VALUE tanh_as_sigmoid
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid_grad(z):
    z = _f(z)
    a = 0.5 * (1 + np.tanh(z / 2))
    return a * (1 - a)


def tanh_grad(z):
    z = _f(z)
    a = np.tanh(z)
    return a * (1 - a)
