# expect: WRONG_VALUE tie_is_one
import numpy as np


def step(z):
    return np.where(z >= 0, 1, 0)
