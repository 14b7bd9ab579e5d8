# tries: An empty array: every comparison of no elements is true.
# attacks: add_bias_column
# verdict: WRONG_SHAPE
import numpy as np


def add_bias_column(X):
    return np.zeros((0, 0))
