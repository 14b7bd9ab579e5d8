# expect: INPUT_MODIFIED in_place
import numpy as np


def step(z):
    fires = np.asarray(z) > 0
    if isinstance(z, np.ndarray):
        z[...] = fires
    return fires.astype(np.int64)
