# expect: NOT_FINITE float32
import numpy as np


def l2_penalty(params, lam):
    total = 0.0
    for layer in params:
        W = layer["W"]
        total += np.sum(W**2)
    return float(lam / 2 * total)


def l2_gradients(grads, params, lam):
    if len(grads) != len(params):
        raise ValueError("layers")
    new = []
    for g, p in zip(grads, params):
        if g["W"].shape != p["W"].shape:
            raise ValueError("shapes")
        new.append({"W": g["W"] + lam * p["W"], "b": g["b"].copy()})
    return new
