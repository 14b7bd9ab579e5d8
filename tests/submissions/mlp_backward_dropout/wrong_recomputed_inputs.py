# expect: WRONG_VALUE undropped_inputs
import numpy as np


def mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates):
    L = len(params)
    if len(caches) != L or len(activations) != L or len(drop_rates) != L - 1:
        raise ValueError("lengths")
    grads = [None] * L
    dZ = dZ_last
    for l in range(L - 1, -1, -1):
        A_prev = caches[l]["A_prev"]
        if l > 0:
            functions = {"relu": relu, "leaky_relu": leaky_relu, "sigmoid": sigmoid, "tanh": np.tanh, "linear": np.copy}
            A_prev = functions[activations[l - 1]](caches[l - 1]["Z"])
        dA, dW, db = dense_backward(dZ, A_prev, params[l]["W"])
        grads[l] = {"W": dW, "b": db}
        if l > 0:
            mask = caches[l - 1]["mask"]
            if mask is not None:
                dA = dropout_backward(dA, mask, drop_rates[l - 1])
            dZ = activation_backward(dA, caches[l - 1]["Z"], activations[l - 1])
    return grads
