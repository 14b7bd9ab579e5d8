import numpy as np


def add_bias_column(X):
    return np.pad(X.astype(float), ((0, 0), (1, 0)), constant_values=1)
