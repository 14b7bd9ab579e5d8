# expect: WRONG_VALUE fixed_count
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    n = int(np.prod(shape))
    mask = np.arange(n) >= int(drop_rate * n)
    rng.shuffle(mask)
    return mask.reshape(shape)
