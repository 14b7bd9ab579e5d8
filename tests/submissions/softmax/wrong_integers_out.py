# expect: WRONG_DTYPE integers_out
import numpy as np


def softmax(Z, axis=-1):
    shares = np.empty_like(Z)
    e = np.exp(Z - Z.max(axis=axis, keepdims=True))
    shares[...] = e / e.sum(axis=axis, keepdims=True)
    return shares
