# expect: WRONG_VALUE own_generator
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    return np.random.default_rng(0).random(shape) >= drop_rate
