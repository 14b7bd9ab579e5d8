# expect: WRONG_VALUE and
import numpy as np


def xor_mlp_params():
    return [
        {"W": np.array([[1.0, 0.0], [1.0, 0.0]]), "b": np.array([-1.0, 0.0])},
        {"W": np.array([[1.0], [0.0]]), "b": np.zeros(1)},
    ]
