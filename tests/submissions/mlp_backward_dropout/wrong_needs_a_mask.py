# expect: RAISED none_compared
import numpy as np


def mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates):
    L = len(params)
    if len(caches) != L or len(activations) != L or len(drop_rates) != L - 1:
        raise ValueError("lengths")
    grads = [None] * L
    dZ = dZ_last
    for l in range(L - 1, -1, -1):
        dA, dW, db = dense_backward(dZ, caches[l]["A_prev"], params[l]["W"])
        grads[l] = {"W": dW, "b": db}
        if l > 0:
            mask = caches[l - 1]["mask"]
            if mask.shape != dA.shape:
                raise ValueError("mask and dA")
            dA = dropout_backward(dA, mask, drop_rates[l - 1])
            dZ = activation_backward(dA, caches[l - 1]["Z"], activations[l - 1])
    return grads
