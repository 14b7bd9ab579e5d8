import math
import numpy as np

SCALES = {
    "he": lambda n_in, n_out: math.sqrt(2 / n_in),
    "xavier": lambda n_in, n_out: math.sqrt(2 / (n_in + n_out)),
    "small": lambda n_in, n_out: 0.01,
    "zeros": lambda n_in, n_out: 0.0,
}


def init_params(layer_sizes, rng, scheme="he"):
    if scheme not in SCALES:
        raise ValueError(scheme)
    if len(layer_sizes) < 2 or min(layer_sizes) <= 0:
        raise ValueError(layer_sizes)
    return [
        {"W": rng.normal(0, SCALES[scheme](n_in, n_out), (n_in, n_out)), "b": np.zeros((n_out,))}
        for n_in, n_out in zip(layer_sizes, layer_sizes[1:])
    ]
