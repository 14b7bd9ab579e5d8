# expect: WRONG_VALUE drop_last_ignored
import math


def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}")
    steps = m / batch_size
    return math.ceil(steps)
