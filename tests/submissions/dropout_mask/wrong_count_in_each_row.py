# expect: WRONG_VALUE -
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    if drop_rate < 0 or drop_rate >= 1:
        raise ValueError("drop_rate must be in [0, 1)")
    mask = np.ones(shape, dtype=bool)
    rows = mask.reshape(-1, shape[-1])
    for row in rows:
        row[rng.choice(len(row), int(drop_rate * len(row)), replace=False)] = False
    return mask
