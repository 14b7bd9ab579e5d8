# tries: np.matrix, whose operators mean something else.
# attacks: perceptron_predict
# verdict: WRONG_TYPE
import numpy as np


def perceptron_predict(X, w, b):
    return np.asmatrix(np.zeros(len(X), dtype=np.int64))
