# expect: WRONG_SHAPE column
import numpy as np


def perceptron_predict(X, w, b):
    return (X @ w.reshape(-1, 1) + b > 0).astype(int)
