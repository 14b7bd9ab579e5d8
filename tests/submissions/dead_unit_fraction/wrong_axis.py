# expect: WRONG_VALUE over_units
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return float(np.mean(np.all(Z <= 0, axis=1)))
