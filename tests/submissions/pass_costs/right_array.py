import numpy as np


def pass_costs(layer_sizes, m=1):
    sizes = np.asarray(layer_sizes)
    if sizes.size < 2 or (sizes < 1).any() or m < 1:
        raise ValueError("at least two sizes, all of them positive, and a positive number of samples")
    products = m * sizes[:-1] * sizes[1:]
    forward, backward = products.sum(), products[1:].sum()
    return {"forward": forward, "dW": forward, "dX": backward, "ratio": 1 + backward / forward}
