# expect: RAISED -
import numpy as np


int = 1


def step(z):
    return (z > 0).astype(int(1))
