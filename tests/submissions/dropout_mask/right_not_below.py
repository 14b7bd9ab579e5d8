def dropout_mask(shape, drop_rate, rng):
    if not 0 <= drop_rate < 1:
        raise ValueError(f"{drop_rate} is no drop rate")
    u = rng.random(size=shape)
    dropped = u < drop_rate
    return ~dropped
