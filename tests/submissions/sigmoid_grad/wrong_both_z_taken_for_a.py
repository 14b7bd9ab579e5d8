# expect: WRONG_VALUE z_taken_for_both
import numpy as np


def sigmoid_grad(z):
    z = np.asarray(z)
    z = z if z.dtype == np.float32 else z.astype(float)
    return z * (1 - z)


def tanh_grad(z):
    z = np.asarray(z)
    z = z if z.dtype == np.float32 else z.astype(float)
    return 1 - z**2
