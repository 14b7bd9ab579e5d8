# expect: WRONG_VALUE weights_for_gradient
import copy

import numpy as np


def l2_penalty(params, lam):
    flat = np.concatenate([p["W"].ravel().astype(float) for p in params])
    return lam * float(flat @ flat) / 2


def l2_gradients(grads, params, lam):
    new = copy.deepcopy(grads)
    if len(new) != len(params):
        raise ValueError(f"{len(new)} and {len(params)} layers")
    for i, layer in enumerate(params):
        if new[i]["W"].shape != layer["W"].shape:
            raise ValueError(f"layer {i}: {new[i]['W'].shape} and {layer['W'].shape}")
        new[i]["W"] += (1 - lam) * layer["W"]
    return new
