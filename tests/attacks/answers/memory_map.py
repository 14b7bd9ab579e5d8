# tries: An array that stands in a file and can be changed after it was given back.
# attacks: step
# verdict: WRONG_TYPE
import numpy as np


def step(z):
    return np.memmap("/tmp/answer", dtype=np.int64, mode="w+", shape=np.shape(z) or (1,))
