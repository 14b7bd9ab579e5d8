# expect: WRONG_VALUE gradients_of_last_layer
import numpy as np


def l2_penalty(params, lam):
    total = 0.0
    for layer in params:
        W = layer["W"].astype(np.float64)
        total += np.sum(W**2)
    return float(lam / 2 * total)


def l2_gradients(grads, params, lam):
    if len(grads) != len(params):
        raise ValueError("layers")
    new = []
    for g, p in zip(grads, params):
        if g["W"].shape != p["W"].shape:
            raise ValueError("shapes")
        new.append({"W": g["W"].copy(), "b": g["b"].copy()})
    new[-1]["W"] += lam * p["W"]
    return new
