import numpy as np


def xor_mlp_params():
    return [
        {"W": np.array([[2, -1], [2, -1]]), "b": np.array([-2, 1])},
        {"W": np.array([[-1], [-1]]), "b": np.array([1])},
    ]
