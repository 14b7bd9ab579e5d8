# expect: WRONG_VALUE any_shape
import numpy as np


def softmax_jacobian(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z - (z.max() if z.size else 0.0))
    p = e / e.sum() if z.size else e
    return np.diag(p.ravel()) - np.outer(p, p)
