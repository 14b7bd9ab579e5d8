# expect: WRONG_VALUE returns_Z
import numpy as np


def mlp_forward(X, params, activations):
    if not params or len(params) != len(activations):
        raise ValueError("one activation for each layer")
    functions = {
        "linear": np.copy,
        "relu": relu,
        "leaky_relu": leaky_relu,
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "softmax": softmax,
    }
    A, caches = X, []
    for layer, name in zip(params, activations, strict=True):
        if name not in functions:
            raise ValueError(name)
        A_prev = A
        Z = A_prev @ layer["W"] + layer["b"]
        A = functions[name](Z)
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return Z.copy(), caches
