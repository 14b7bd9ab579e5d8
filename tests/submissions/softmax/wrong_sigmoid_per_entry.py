# expect: WRONG_VALUE sigmoid_per_entry
import numpy as np


def _f(z):
    z = np.asarray(z)
    return z if z.dtype.kind == "f" else z.astype(float)


def softmax(Z, axis=-1):
    Z = _f(Z)
    return 0.5 * (1 + np.tanh(Z / 2))
