import numpy as np


def perceptron_predict(X, w, b):
    z = np.einsum("ij,j->i", X, w) + b
    return np.where(z > 0, 1, 0)
