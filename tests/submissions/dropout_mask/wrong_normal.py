# expect: WRONG_VALUE normal_draws
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    return rng.standard_normal(shape) >= drop_rate
