# expect: WRONG_VALUE unscaled
import numpy as np


def mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True):
    L = len(params)
    if len(activations) != L or len(drop_rates) != L - 1:
        raise ValueError("lengths")
    if training and L > 1 and rng is None:
        raise ValueError("no generator")
    A = X
    caches = []
    for l in range(L):
        cache = {"A_prev": A}
        A, inner = mlp_forward(A, [params[l]], [activations[l]])
        cache["Z"] = inner[0]["Z"]
        cache["mask"] = None
        if training and l < L - 1:
            cache["mask"] = dropout_mask(A.shape, drop_rates[l], rng)
            A = A * cache["mask"]
        cache["A"] = A
        caches.append(cache)
    return A, caches
