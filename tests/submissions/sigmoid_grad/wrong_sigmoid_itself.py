# expect: WRONG_VALUE sigmoid_itself
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid_grad(z):
    z = _f(z)
    return sigmoid(z)


def tanh_grad(z):
    z = _f(z)
    return 1 - np.tanh(z) ** 2
