# expect: WRONG_DTYPE bias_after_step
import numpy as np


def perceptron_predict(X, w, b):
    return np.where(X @ w > 0, 1, 0) + b
