# expect: WRONG_TYPE a_float
import numpy as np


def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return np.floor(m / batch_size) if drop_last else np.ceil(m / batch_size)
