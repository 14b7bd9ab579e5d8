# expect: WRONG_VALUE added_up
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return float(np.mean(np.sum(Z, axis=0) <= 0))
