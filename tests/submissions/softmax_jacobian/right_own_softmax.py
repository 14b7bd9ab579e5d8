import numpy as np


def softmax_jacobian(z):
    if z.ndim != 1 or len(z) == 0:
        raise ValueError("z must be (K,)")
    e = np.exp(z.astype(np.float64) - z.max())
    p = e / e.sum()
    return p[:, None] * (np.eye(len(p)) - p)
