# expect: WRONG_VALUE squares
import numpy as np


def softmax_jacobian(z):
    if z.ndim != 1 or z.size == 0:
        raise ValueError("z must be (K,)")
    p = softmax(z.astype(float))
    return p * (np.eye(len(z)) - p)
