# expect: WRONG_DTYPE integers_out
import numpy as np


def leaky_relu(z, alpha=0.01):
    leaked = np.empty_like(z)
    leaked[...] = np.where(z > 0, z, alpha * z)
    return leaked


def leaky_relu_grad(z, alpha=0.01):
    return np.where(z > 0, 1, alpha).astype(z.dtype)
