# expect: INPUT_MODIFIED in_place
import numpy as np


def sigmoid(z):
    z[...] = 0.5 * (1 + np.tanh(z / 2))
    return z
