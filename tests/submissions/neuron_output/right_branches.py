import numpy as np


def neuron_output(x, w, b, activation):
    if len(x) != len(w):
        raise ValueError("x and w differ in length")
    z = float(b)
    for x_j, w_j in zip(x, w, strict=True):
        z += float(x_j) * float(w_j)
    if activation == "linear":
        return z
    if activation == "step":
        return 1 if z > 0 else 0
    if activation == "relu":
        return z if z > 0 else 0.0
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))
    if activation == "tanh":
        return np.tanh(z)
    raise ValueError("there is no such activation")
