# expect: WRONG_VALUE always_relu
import numpy as np


def mlp_backward(dZ_last, params, caches, activations):
    if not params or len(caches) != len(params) or len(activations) != len(params): raise ValueError("n")
    grads = []
    dZ = dZ_last
    for l in reversed(range(len(params))):
        dX, dW, db = dense_backward(dZ, caches[l]["A_prev"], params[l]["W"])
        grads.insert(0, {"W": dW, "b": db})
        if l > 0:
            dZ = activation_backward(dX, caches[l-1]["Z"], "relu")
    return grads
