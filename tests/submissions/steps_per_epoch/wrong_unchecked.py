# expect: RAISED unchecked
def steps_per_epoch(m, batch_size, drop_last=False):
    if drop_last:
        return m // batch_size
    return -(-m // batch_size)
