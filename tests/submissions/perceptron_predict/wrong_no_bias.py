# expect: WRONG_VALUE no_bias
import numpy as np


def perceptron_predict(X, w, b):
    return (np.dot(X, w) > 0).astype(int)
