# expect: INPUT_MODIFIED -
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    Z[Z < 0] = 0
    return float(np.mean(np.all(Z == 0, axis=0)))
