# expect: WRONG_VALUE unchecked
import numpy as np


def mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True):
    L = len(params)
    if training and L > 1 and rng is None:
        raise ValueError("no generator")
    A = X
    caches = []
    L = min(L, len(activations))
    for l in range(L):
        cache = {"A_prev": A}
        A, inner = mlp_forward(A, [params[l]], [activations[l]])
        cache["Z"] = inner[0]["Z"]
        cache["mask"] = None
        if training and l < min(len(params) - 1, len(drop_rates)):
            cache["mask"] = dropout_mask(A.shape, drop_rates[l], rng)
            A = dropout_forward(A, cache["mask"], drop_rates[l])
        cache["A"] = A
        caches.append(cache)
    return A, caches
