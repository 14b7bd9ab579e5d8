import numpy as np


def mlp_forward(X, params, activations):
    if not params or len(params) != len(activations):
        raise ValueError("one activation for each layer")
    functions = {
        "linear": lambda z: z + 0,
        "relu": relu,
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "leaky_relu": leaky_relu,
        "softmax": softmax,
    }
    A, caches = X, []
    for layer, name in zip(params, activations, strict=True):
        if name not in functions:
            raise ValueError(f"unknown activation {name}")
        Z = dense_forward(A, layer["W"], layer["b"])
        cache = {"A_prev": A, "Z": Z}
        A = functions[name](Z)
        cache["A"] = A
        caches.append(cache)
    return A, caches
