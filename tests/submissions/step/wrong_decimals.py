# expect: WRONG_VALUE decimals_cut_first
import numpy as np


def step(z):
    whole = np.trunc(np.nan_to_num(np.asarray(z, dtype=float), posinf=9, neginf=-9)).astype(int)
    return np.where(whole > 0, 1, 0)
