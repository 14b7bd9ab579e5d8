# expect: WRONG_VALUE steps_inside
import numpy as np


def xor_mlp_params():
    return [
        {"W": np.array([[1.0, -1.0], [1.0, -1.0]]), "b": np.array([-0.5, 1.5])},
        {"W": np.array([[1.0], [1.0]]), "b": np.array([-1.5])},
    ]
