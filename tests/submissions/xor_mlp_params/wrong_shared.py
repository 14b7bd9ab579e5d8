# expect: WRONG_VALUE -
import numpy as np


SHARED = [
    {"W": np.ones((2, 2)), "b": np.array([0.0, -1.0])},
    {"W": np.array([[1.0], [-2.0]]), "b": np.zeros(1)},
]


def xor_mlp_params():
    return SHARED
