# expect: WRONG_VALUE number_of_units
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return int(np.sum(np.all(Z <= 0, axis=0)))
