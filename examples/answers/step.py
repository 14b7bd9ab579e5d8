import numpy as np


def step(z):
    # a common slip: the tie at z = 0 is put into class 1
    return (np.asarray(z) >= 0).astype(np.int64)
