import numpy as np


def activation_backward(dA, Z, kind):
    if np.shape(dA) != np.shape(Z):
        raise ValueError("shapes")
    dZ = np.array(dA, dtype=float)
    if kind == "relu":
        dZ[Z <= 0] = 0
    elif kind == "leaky_relu":
        dZ[Z <= 0] *= 0.01
    elif kind == "sigmoid":
        e = np.exp(-np.abs(Z))
        dZ *= e / (1 + e) ** 2
    elif kind == "tanh":
        dZ *= 1 - np.tanh(Z) ** 2
    elif kind != "linear":
        raise ValueError(kind)
    return dZ
