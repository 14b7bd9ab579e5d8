import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    dead = 0
    for j in range(Z.shape[1]):
        if not np.any(Z[:, j] > 0):
            dead += 1
    return dead / Z.shape[1]
