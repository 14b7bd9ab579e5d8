# expect: WRONG_VALUE one_coin_for_each_unit
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    row = rng.random(shape[-1]) >= drop_rate
    return np.broadcast_to(row, shape).copy()
