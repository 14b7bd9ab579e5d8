# expect: WRONG_VALUE -
import numpy as np


W = np.array([1.0, 1.0])
V = np.array([-1.0, -1.0])


def gate_params(name):
    table = {"and": (W, -1.5), "or": (W, -0.5), "nand": (V, 1.5), "nor": (V, 0.5)}
    if name not in table:
        raise ValueError(name)
    return table[name]
