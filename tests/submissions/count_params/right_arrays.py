import numpy as np


def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    arrays = []
    for n_in, n_out in zip(layer_sizes, layer_sizes[1:], strict=False):
        arrays += [np.zeros((n_in, n_out)), np.zeros(n_out)]
    return sum(array.size for array in arrays)
