# expect: WRONG_DTYPE returns_z
import numpy as np


def perceptron_predict(X, w, b):
    return np.dot(X, w) + b
