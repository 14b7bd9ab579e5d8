# expect: WRONG_VALUE last_batch_lost
def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if drop_last:
        return m // batch_size
    return m // batch_size
