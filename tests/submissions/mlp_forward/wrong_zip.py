# expect: WRONG_VALUE shortest_wins
import numpy as np


def mlp_forward(X, params, activations):
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
    for layer, name in zip(params, activations, strict=False):
        A_prev = A
        Z = A_prev @ layer["W"] + layer["b"]
        A = functions[name](Z)
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return A, caches
