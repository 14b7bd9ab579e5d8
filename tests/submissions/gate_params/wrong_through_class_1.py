# expect: WRONG_VALUE through_class_1
import numpy as np


def gate_params(name):
    return {
        "and": (np.array([1.0, 1.0]), -2.0),
        "or": (np.array([2.0, 2.0]), -2.0),
        "nand": (np.array([-3.0, -3.0]), 3.0),
        "nor": (np.array([-1.0, -2.0]), 0.0),
    }.get(name) or fail(name)


def fail(name):
    raise ValueError(name)
