# expect: NOT_FINITE naive_exp
import numpy as np


def softmax_jacobian(z):
    if z.ndim != 1 or len(z) == 0:
        raise ValueError("z must be (K,)")
    e = np.exp(z.astype(float))
    p = e / e.sum()
    return np.diag(p) - np.outer(p, p)
