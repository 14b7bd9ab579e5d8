import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    A = np.maximum(Z, 0)
    silent = A.sum(axis=0) == 0
    return silent.sum() / Z.shape[1]
