# expect: WRONG_VALUE delta_forgotten
import numpy as np


def softmax_jacobian(z):
    if z.ndim != 1 or len(z) == 0:
        raise ValueError("z must be (K,)")
    p = softmax(z.astype(float))
    return -np.outer(p, p)
