# expect: WRONG_DTYPE scaled
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    return (rng.random(shape) >= drop_rate) / (1 - drop_rate)
