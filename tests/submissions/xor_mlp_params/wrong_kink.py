# expect: WRONG_VALUE kink_mirrored
import numpy as np


def xor_mlp_params():
    return [
        {"W": np.array([[1.0, 1.0], [1.0, 1.0]]), "b": np.array([0.0, 1.0])},
        {"W": np.array([[1.0], [-2.0]]), "b": np.array([0.0])},
    ]
