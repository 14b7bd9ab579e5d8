# expect: WRONG_VALUE brackets
import numpy as np


def sigmoid(z):
    z = np.asarray(z)
    z = z if z.dtype.kind == "f" else z.astype(float)
    return 1 / 1 + np.exp(-z)
