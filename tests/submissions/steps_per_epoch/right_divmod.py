def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("no batch")
    full, rest = divmod(m, batch_size)
    if rest > 0 and not drop_last:
        full += 1
    return full
