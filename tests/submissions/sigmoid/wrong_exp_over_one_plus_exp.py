# expect: NOT_FINITE exp_over_one_plus_exp
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def sigmoid(z):
    e = np.exp(_f(z))
    return e / (1 + e)
