def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    if drop_last:
        return m // batch_size
    return (m + batch_size - 1) // batch_size
