# expect: WRONG_SIGNATURE -
import numpy as np


def step(z, threshold):
    return (z > threshold).astype(int)
