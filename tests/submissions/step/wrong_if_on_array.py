# expect: RAISED -
import numpy as np


def step(z):
    if z > 0:
        return 1
    return 0
