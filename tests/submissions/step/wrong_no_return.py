# expect: WRONG_TYPE -
import numpy as np


def step(z):
    result = (z > 0).astype(int)
