# expect: WRONG_DTYPE boolean
import numpy as np


def step(z):
    return np.asarray(z) > 0
