# tries: The header of an array says 2**60 elements, the bytes are eight.
# attacks: step
# verdict: WRONG_TYPE RAISED OUT_OF_MEMORY WRONG_SHAPE
import numpy as np


def step(z):
    return np.lib.stride_tricks.as_strided(np.zeros(1, dtype=np.int64), shape=(2**40,), strides=(0,))
