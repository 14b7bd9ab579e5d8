import numpy as np


def mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates):
    lengths = {len(params), len(caches), len(activations), len(drop_rates) + 1}
    if len(lengths) > 1 or not params:
        raise ValueError(f"{lengths}")
    dA, dW, db = dense_backward(dZ_last, caches[-1]["A_prev"], params[-1]["W"])
    last = {"W": dW, "b": db}
    if len(params) == 1:
        return [last]
    hidden = caches[-2]
    if hidden["mask"] is not None:
        dA = dA * hidden["mask"] / (1 - drop_rates[-1])
    dZ = activation_backward(dA, hidden["Z"], activations[-2])
    return [*mlp_backward_dropout(dZ, params[:-1], caches[:-1], activations[:-1], drop_rates[:-1]), last]
