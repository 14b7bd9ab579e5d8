# expect: WRONG_VALUE tie_is_one
import numpy as np


def perceptron_predict(X, w, b):
    return np.where(X @ w + b >= 0, 1, 0)
