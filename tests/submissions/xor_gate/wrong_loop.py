# expect: FORBIDDEN -
import numpy as np


def xor_gate(X):
    return np.array([int(a != b) for a, b in X], dtype=int)
