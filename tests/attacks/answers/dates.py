# tries: Dates, of which one (NaT) equals nothing.
# attacks: step
# verdict: WRONG_TYPE WRONG_DTYPE
import numpy as np


def step(z):
    return np.full(np.shape(z), "NaT", dtype="datetime64[s]")
