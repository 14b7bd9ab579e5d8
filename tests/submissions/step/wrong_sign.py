# expect: WRONG_VALUE sign
import numpy as np


def step(z):
    return np.sign(np.nan_to_num(z)).astype(int)
