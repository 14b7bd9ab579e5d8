import numpy as np


def step(z):
    z = np.array(z)
    result = np.zeros(z.shape, dtype=int)
    for index in np.ndindex(*z.shape):
        if z[index] > 0:
            result[index] = 1
    return result
