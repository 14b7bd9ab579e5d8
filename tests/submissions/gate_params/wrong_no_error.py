# expect: WRONG_VALUE -
import numpy as np


def gate_params(name):
    sign = -1.0 if name.startswith("n") else 1.0
    return np.array([sign, sign]), -sign * (1.5 if "and" in name else 0.5)
