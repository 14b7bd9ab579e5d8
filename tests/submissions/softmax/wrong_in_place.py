# expect: INPUT_MODIFIED in_place
import numpy as np


def softmax(Z, axis=-1):
    if Z.dtype.kind != "f":
        Z = Z.astype(float)
    Z -= Z.max(axis=axis, keepdims=True)
    Z[...] = np.exp(Z)
    Z /= Z.sum(axis=axis, keepdims=True)
    return Z
