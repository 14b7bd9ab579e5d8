# tries: nan is not unequal to anything, if one compares the wrong way round.
# attacks: step
# verdict: WRONG_DTYPE
import numpy as np


def step(z):
    return np.full(np.shape(z), np.nan)
