# expect: WRONG_TYPE quotient
def steps_per_epoch(m, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch_size")
    return m / batch_size
