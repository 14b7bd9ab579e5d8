import numpy as np


def act(name, Z):
    if name == "linear":
        return Z
    if name == "relu":
        return np.where(Z > 0, Z, 0.0)
    if name == "leaky_relu":
        return np.where(Z > 0, Z, 0.01 * Z)
    if name == "tanh":
        return np.tanh(Z)
    if name == "sigmoid":
        return 0.5 * (np.tanh(0.5 * Z) + 1)
    if name == "softmax":
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    raise ValueError(name)


def mlp_forward(X, params, activations):
    if len(params) != len(activations) or len(params) == 0:
        raise ValueError("one activation for each layer")
    caches = []
    for i in range(len(params)):
        A_prev = caches[-1]["A"] if caches else X
        Z = A_prev @ params[i]["W"] + params[i]["b"]
        caches.append({"A_prev": A_prev, "Z": Z, "A": act(activations[i], Z)})
    return caches[-1]["A"], caches
