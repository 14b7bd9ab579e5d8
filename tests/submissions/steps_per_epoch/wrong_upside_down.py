# expect: WRONG_VALUE upside_down
import math


def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size")
    if m == 0:
        return 0
    return batch_size // m if drop_last else math.ceil(batch_size / m)
