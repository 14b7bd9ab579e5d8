# tries: Costs nothing to make and a terabyte to copy.
# attacks: step
# verdict: OUT_OF_MEMORY WRONG_SHAPE WRONG_TYPE
import numpy as np


def step(z):
    return np.broadcast_to(np.int64(1), (2**40,))
