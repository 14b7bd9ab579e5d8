# tries: Right numbers as a column, which broadcasts against a vector.
# attacks: perceptron_predict
# verdict: WRONG_SHAPE
import numpy as np


def perceptron_predict(X, w, b):
    return (np.asarray(X) @ w + b >= 0).astype(np.int64)[:, None]
