# expect: WRONG_SHAPE bias_for_each_input
import numpy as np


def init_params(layer_sizes, rng, scheme="he"):
    if len(layer_sizes) < 2:
        raise ValueError("at least two sizes")
    if any(n < 1 for n in layer_sizes):
        raise ValueError("every size is 1 or more")
    if scheme not in ("he", "xavier", "small", "zeros"):
        raise ValueError("unknown scheme " + scheme)
    params = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        if scheme == "he":
            s = np.sqrt(2 / n_in)
        elif scheme == "xavier":
            s = np.sqrt(2 / (n_in + n_out))
        elif scheme == "small":
            s = 0.01
        else:
            s = 0
        W = rng.normal(0, s, (n_in, n_out))
        b = np.zeros(n_in)
        params.append({"W": W, "b": b})
    return params
