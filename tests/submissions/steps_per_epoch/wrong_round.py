# expect: WRONG_VALUE rounded
def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if drop_last:
        return m // batch_size
    return round(m / batch_size)
