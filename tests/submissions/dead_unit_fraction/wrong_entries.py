# expect: WRONG_VALUE zero_entries
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return float(np.mean(Z <= 0))
