import numpy as np


def add_bias_column(X):
    return np.insert(X.astype(np.float64), 0, 1.0, axis=1)
