# expect: WRONG_VALUE through_class_1
import numpy as np


def gate_params(name):
    if name not in ("and", "or", "nand", "nor"):
        raise ValueError(name)
    return {
        "and": (np.array([1.0, 1.0]), -1.5),
        "or": (np.array([2.0, 2.0]), -2.0),
        "nand": (np.array([-1.0, -1.0]), 1.5),
        "nor": (np.array([-1.0, -2.0]), 0.5),
    }[name]
