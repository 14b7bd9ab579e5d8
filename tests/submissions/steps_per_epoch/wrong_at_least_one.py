# expect: WRONG_VALUE at_least_one
def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if drop_last:
        return max(1, m // batch_size)
    return max(1, (m + batch_size - 1) // batch_size)
