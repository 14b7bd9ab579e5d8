# expect: NOT_FINITE fraction_overflows
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid_grad(z):
    z = _f(z)
    e = np.exp(-z)
    return e / (1 + e) ** 2


def tanh_grad(z):
    z = _f(z)
    return 1 - np.tanh(z) ** 2
