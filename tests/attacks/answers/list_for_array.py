# tries: Right numbers as a list.
# attacks: perceptron_predict
# verdict: WRONG_TYPE
import numpy as np


def perceptron_predict(X, w, b):
    return (np.asarray(X) @ w + b >= 0).astype(np.int64).tolist()
