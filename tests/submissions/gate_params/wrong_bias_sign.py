# expect: WRONG_VALUE bias_sign
import numpy as np


def gate_params(name):
    thresholds = {"and": 1.5, "or": 0.5}
    if name in thresholds:
        return np.array([1.0, 1.0]), thresholds[name]
    if name in ("nand", "nor"):
        return np.array([-1.0, -1.0]), -thresholds[name[1:] if name == "nand" else "or"]
    raise ValueError(name)
