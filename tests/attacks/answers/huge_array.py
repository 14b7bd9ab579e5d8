# attack: step
# Costs nothing to make and a terabyte to copy.
import numpy as np


def step(z):
    return np.broadcast_to(np.int64(1), (2**40,))
