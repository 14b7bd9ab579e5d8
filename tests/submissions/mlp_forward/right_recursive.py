import numpy as np


def one(X, layer, name):
    W, b = layer["W"], layer["b"]
    Z = np.dot(X, W) + b
    if name == "relu":
        A = Z * (Z > 0)
    elif name == "leaky_relu":
        A = np.maximum(Z, 0) + 0.01 * np.minimum(Z, 0)
    elif name == "softmax":
        shifted = Z - np.max(Z, axis=-1, keepdims=True)
        A = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    else:
        A = {"linear": np.copy, "tanh": np.tanh, "sigmoid": sigmoid}[name](Z)
    return {"A_prev": X.copy(), "Z": Z, "A": A}


def mlp_forward(X, params, activations):
    known = {"linear", "relu", "leaky_relu", "tanh", "sigmoid", "softmax"}
    if len(params) != len(activations) or not params or not known.issuperset(activations):
        raise ValueError("one known activation for each layer")
    cache = one(X, params[0], activations[0])
    if len(params) == 1:
        return cache["A"], [cache]
    A, later = mlp_forward(cache["A"], params[1:], activations[1:])
    return A, [cache, *later]
