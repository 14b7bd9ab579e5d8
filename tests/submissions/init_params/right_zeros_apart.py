import numpy as np


def init_params(layer_sizes, rng, scheme="he"):
    if len(layer_sizes) < 2 or any(size < 1 for size in layer_sizes):
        raise ValueError("layer_sizes")
    shapes = [(layer_sizes[i], layer_sizes[i + 1]) for i in range(len(layer_sizes) - 1)]
    if scheme == "zeros":
        return [{"W": np.zeros(shape), "b": np.zeros(shape[1])} for shape in shapes]
    if scheme == "small":
        stds = [0.01 for _ in shapes]
    elif scheme == "he":
        stds = [np.sqrt(2.0 / shape[0]) for shape in shapes]
    elif scheme == "xavier":
        stds = [np.sqrt(2.0 / sum(shape)) for shape in shapes]
    else:
        raise ValueError("scheme")
    return [{"W": rng.normal(loc=0.0, scale=std, size=shape), "b": np.zeros(shape[1])} for std, shape in zip(stds, shapes)]
