# expect: FORBIDDEN -
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    alive = np.zeros(Z.shape[1], dtype=bool)
    for z in Z:
        alive |= z > 0
    return float(1 - alive.mean())
