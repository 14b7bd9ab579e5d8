# expect: INPUT_MODIFIED -
import numpy as np


def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        W = W @ layer["W"]
        b = np.add(layer["b"], b @ layer["W"], out=layer["b"])
    return W, b
