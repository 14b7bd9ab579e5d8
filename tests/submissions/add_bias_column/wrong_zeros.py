# expect: WRONG_VALUE zeros
import numpy as np


def add_bias_column(X):
    return np.hstack([np.zeros((X.shape[0], 1)), X])
