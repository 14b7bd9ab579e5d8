# tries: The right numbers with an imaginary part of nothing.
# attacks: step
# verdict: WRONG_DTYPE WRONG_TYPE
import numpy as np


def step(z):
    return (np.asarray(z) >= 0).astype(complex)
