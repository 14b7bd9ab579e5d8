import numpy as np


def mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True):
    if not len(params) == len(activations) == len(drop_rates) + 1:
        raise ValueError("one activation for each layer, one rate for each hidden layer")
    if rng is None and training and drop_rates:
        raise ValueError("training needs rng")

    def act(name, Z):
        if name == "relu":
            return np.maximum(Z, 0)
        if name == "leaky_relu":
            return np.where(Z > 0, Z, 0.01 * Z)
        if name == "tanh":
            return np.tanh(Z)
        if name == "sigmoid":
            return np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), 1 - 1 / (1 + np.exp(-np.abs(Z))))
        if name == "softmax":
            e = np.exp(Z - Z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)
        if name == "linear":
            return Z.copy()
        raise ValueError(name)

    caches = []
    for i, (layer, name) in enumerate(zip(params, activations)):
        A_prev = caches[-1]["A"] if caches else X
        Z = A_prev @ layer["W"] + layer["b"]
        A, mask = act(name, Z), None
        if training and i < len(drop_rates):
            u = rng.random(A.shape)
            mask = u >= drop_rates[i]
            A = A * mask / (1 - drop_rates[i])
        caches.append({"A_prev": A_prev, "Z": Z, "A": A, "mask": mask})
    return caches[-1]["A"], caches
