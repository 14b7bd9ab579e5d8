import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate >= 1.0 or drop_rate < 0.0:
        raise ValueError("rate")
    mask = np.ones(shape, dtype=bool)
    for index in np.ndindex(*shape):  # the same numbers, one at a time
        if rng.random() < drop_rate:
            mask[index] = False
    return mask
