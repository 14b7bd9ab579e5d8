# expect: WRONG_VALUE biases_added
import numpy as np


def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        b = np.sum(b) + layer["b"]
        W = W @ layer["W"]
    return W, b
