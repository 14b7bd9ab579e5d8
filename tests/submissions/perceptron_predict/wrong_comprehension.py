# expect: FORBIDDEN -
import numpy as np


def perceptron_predict(X, w, b):
    if X.shape[1] != len(w):
        raise ValueError("X and w do not fit")
    return np.array([int(x @ w + b > 0) for x in X], dtype=int)
