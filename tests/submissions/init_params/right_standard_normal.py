import numpy as np


def init_params(layer_sizes, rng, scheme="he"):
    n = len(layer_sizes)
    if n < 2 or 0 in layer_sizes or min(layer_sizes) < 0:
        raise ValueError("sizes")
    params = []
    for l in range(1, n):
        fan_in = layer_sizes[l - 1]
        fan_out = layer_sizes[l]
        W = rng.standard_normal((fan_in, fan_out))
        match scheme:
            case "he":
                W *= (2 / fan_in) ** 0.5
            case "xavier":
                W *= (2 / (fan_in + fan_out)) ** 0.5
            case "small":
                W *= 0.01
            case "zeros":
                W[:] = 0
            case _:
                raise ValueError("scheme")
        params.append(dict(W=W, b=np.zeros(fan_out)))
    return params
