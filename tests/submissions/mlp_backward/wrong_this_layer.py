# expect: WRONG_VALUE slope_at_this_layer
import numpy as np


def slope(name, Z):
    if name == "relu":
        return (Z > 0) * 1.0
    if name == "leaky_relu":
        return np.where(Z > 0, 1.0, 0.01)
    if name == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        return s * (1 - s)
    if name == "tanh":
        return 1 - np.tanh(Z) ** 2
    return np.ones(Z.shape)


def mlp_backward(dZ_last, params, caches, activations):
    n = len(params)
    if n == 0 or n != len(caches) or n != len(activations):
        raise ValueError("lengths")
    grads = []
    dZ = dZ_last
    for k in range(n):
        l = n - 1 - k
        A_prev = caches[l]["A_prev"]
        grads.insert(0, {"W": A_prev.T @ dZ, "b": np.sum(dZ, axis=0)})
        if l == 0:
            break
        dA = dZ @ params[l]["W"].T
        dZ = dA * slope(activations[l - 1], caches[l]["Z"])
    return grads
