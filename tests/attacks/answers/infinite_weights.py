# tries: Weights so large that every comparison holds.
# attacks: gate_params
# verdict: NOT_FINITE WRONG_VALUE
import numpy as np


def gate_params(name):
    return np.array([np.inf, np.inf]), np.inf
