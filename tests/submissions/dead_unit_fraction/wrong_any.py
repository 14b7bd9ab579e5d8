# expect: WRONG_VALUE any_sample
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return float(np.mean(np.any(Z <= 0, axis=0)))
