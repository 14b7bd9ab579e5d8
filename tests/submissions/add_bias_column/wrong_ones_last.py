# expect: WRONG_VALUE ones_last
import numpy as np


def add_bias_column(X):
    return np.hstack([X, np.ones((X.shape[0], 1))])
