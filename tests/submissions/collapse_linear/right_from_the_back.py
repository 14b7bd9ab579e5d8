import numpy as np


def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W, b = np.array(params[-1]["W"]), np.array(params[-1]["b"])
    for layer in reversed(params[:-1]):
        b = layer["b"] @ W + b
        W = layer["W"] @ W
    return W, b
