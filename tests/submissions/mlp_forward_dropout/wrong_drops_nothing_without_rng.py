# expect: WRONG_VALUE silent_without_generator
import numpy as np


def mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True):
    L = len(params)
    if len(activations) != L or len(drop_rates) != L - 1:
        raise ValueError("lengths")
    A = X
    caches = []
    for l in range(L):
        cache = {"A_prev": A}
        A, inner = mlp_forward(A, [params[l]], [activations[l]])
        cache["Z"] = inner[0]["Z"]
        cache["mask"] = None
        if training and rng is not None and l < L - 1:
            cache["mask"] = dropout_mask(A.shape, drop_rates[l], rng)
            A = dropout_forward(A, cache["mask"], drop_rates[l])
        cache["A"] = A
        caches.append(cache)
    return A, caches
