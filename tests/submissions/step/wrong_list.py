# expect: WRONG_TYPE -
import numpy as np


def step(z):
    return [int(value > 0) for value in np.ravel(z)]
