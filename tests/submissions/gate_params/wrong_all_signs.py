# expect: WRONG_VALUE all_signs
import numpy as np


def gate_params(name):
    if name not in ("and", "or", "nand", "nor"):
        raise ValueError(name)
    w = np.array([2.0, 2.0])
    b = -3.0 if name in ("and", "nand") else -1.0
    return (w, b) if name.startswith("n") else (-w, -b)
