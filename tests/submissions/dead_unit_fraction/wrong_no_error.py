# expect: WRONG_VALUE empty_batch_is_dead
import numpy as np


def dead_unit_fraction(Z):
    return float(np.mean(np.all(Z <= 0, axis=0)))
