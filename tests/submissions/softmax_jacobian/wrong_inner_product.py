# expect: WRONG_VALUE inner_product
import numpy as np


def softmax_jacobian(z):
    if z.ndim != 1 or z.size == 0:
        raise ValueError("z must be (K,)")
    p = softmax(z.astype(float))
    return np.diag(p) - p @ p.T
