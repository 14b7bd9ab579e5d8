# expect: RAISED -
import numpy as np


def gate_params(name):
    w, b = {"and": (1, -1.5), "or": (1, -0.5), "nand": (-1, 1.5), "nor": (-1, 0.5)}[name]
    return np.array([w, w]), b
