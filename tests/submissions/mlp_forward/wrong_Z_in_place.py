# expect: WRONG_VALUE cache_A_for_Z
import numpy as np


def mlp_forward(X, params, activations):
    if not params or len(params) != len(activations):
        raise ValueError("one activation for each layer")
    functions = {
        "linear": np.copy,
        "relu": relu,
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "leaky_relu": leaky_relu,
        "softmax": softmax,
    }
    for name in activations:
        if name not in functions:
            raise ValueError("unknown activation")
    A, caches = X, []
    for layer, name in zip(params, activations, strict=True):
        A_prev = A
        Z = A_prev @ layer["W"] + layer["b"]
        Z[...] = functions[name](Z)
        A = Z
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return A, caches
