# expect: WRONG_SHAPE row
import numpy as np


def add_bias_column(X):
    return np.concatenate([np.ones((1, X.shape[1])), X], axis=0)
