# tries: An array of records with fields.
# attacks: step
# verdict: WRONG_TYPE WRONG_DTYPE
import numpy as np


def step(z):
    return np.zeros(np.shape(z), dtype=[("a", "i8"), ("b", "f8")])
