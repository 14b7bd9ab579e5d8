import numpy as np


def add_bias_column(X):
    m, n = X.shape
    result = np.ones((m, n + 1))
    result[:, 1:] = X
    return result
