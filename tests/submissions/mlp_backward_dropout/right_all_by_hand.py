import numpy as np


def slope(name, Z):
    if name == "relu":
        return (Z > 0).astype(float)
    if name == "leaky_relu":
        return np.where(Z > 0, 1.0, 0.01)
    if name == "tanh":
        return 1 - np.tanh(Z) ** 2
    if name == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        return s * (1 - s)
    if name == "linear":
        return np.ones(Z.shape)
    raise ValueError(name)


def mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates):
    if not len(params) == len(caches) == len(activations) == 1 + len(drop_rates):
        raise ValueError("the lists do not fit")
    grads = []
    dZ = dZ_last.copy()
    for i, (layer, cache) in reversed(list(enumerate(zip(params, caches)))):
        grads = [{"W": cache["A_prev"].T @ dZ, "b": dZ.sum(axis=0)}, *grads]
        if i == 0:
            break
        before = caches[i - 1]
        scale = 1.0 if before["mask"] is None else before["mask"] / (1.0 - drop_rates[i - 1])
        dZ = (dZ @ layer["W"].T) * scale * slope(activations[i - 1], before["Z"])
    return grads
