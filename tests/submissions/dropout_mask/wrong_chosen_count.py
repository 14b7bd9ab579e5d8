# expect: WRONG_VALUE fixed_choice
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    n = int(np.prod(shape))
    mask = np.ones(n, dtype=bool)
    mask[rng.choice(n, int(drop_rate * n), replace=False)] = False
    return mask.reshape(shape)
