# expect: WRONG_TYPE -
import numpy as np


def xor_mlp_params():
    return (np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.zeros(1))
