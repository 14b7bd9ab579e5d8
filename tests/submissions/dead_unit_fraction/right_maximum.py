import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return np.mean(Z.max(axis=0) <= 0)
