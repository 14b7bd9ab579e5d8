import numpy as np


def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    n = params[0]["W"].shape[0]
    total = np.eye(n + 1)
    for layer in params:
        n_in, n_out = layer["W"].shape
        block = np.zeros((n_in + 1, n_out + 1))
        block[:n_in, :n_out] = layer["W"]
        block[n_in, :n_out] = layer["b"]
        block[n_in, n_out] = 1
        total = total @ block
    return total[:-1, :-1].copy(), total[-1, :-1].copy()
