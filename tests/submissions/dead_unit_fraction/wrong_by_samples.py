# expect: WRONG_VALUE divided_by_samples
import numpy as np


def dead_unit_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples")
    return float(np.all(Z <= 0, axis=0).sum() / len(Z))
