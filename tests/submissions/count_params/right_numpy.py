import numpy as np


def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    sizes = np.array(layer_sizes)
    return np.sum(sizes[:-1] * sizes[1:]) + np.sum(sizes[1:])
