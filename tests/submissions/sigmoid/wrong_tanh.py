# expect: WRONG_VALUE tanh
import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    return np.tanh(z if z.dtype.kind == "f" else z.astype(float))
