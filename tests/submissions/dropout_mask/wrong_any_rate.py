# expect: WRONG_VALUE unchecked
import numpy as np


def dropout_mask(shape, drop_rate, rng):
    return rng.random(shape) >= drop_rate
