# expect: WRONG_VALUE numpy_integers
import numpy as np


def describe_batch(X):
    m, n = np.array(X.shape)
    return m, n, str(X.dtype)
