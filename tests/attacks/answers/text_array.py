# tries: Numbers as text.
# attacks: step
# verdict: WRONG_TYPE WRONG_DTYPE
import numpy as np


def step(z):
    return np.full(np.shape(z), "1")
