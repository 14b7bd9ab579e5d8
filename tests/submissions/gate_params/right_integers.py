import numpy as np


def gate_params(name):
    if name == "and":
        return np.array([2, 1]), -2
    if name == "or":
        return np.array([1, 1]), 0
    if name == "nand":
        return np.array([-2, -1]), 3
    if name == "nor":
        return np.array([-1, -1]), 1
    raise ValueError("no such gate")
