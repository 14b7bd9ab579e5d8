def steps_per_epoch(m, batch_size, drop_last=False):
    if not batch_size > 0:
        raise ValueError("a batch holds one sample or more")
    steps = 0
    while m >= batch_size:
        m -= batch_size
        steps += 1
    if m > 0 and not drop_last:
        steps += 1
    return steps
