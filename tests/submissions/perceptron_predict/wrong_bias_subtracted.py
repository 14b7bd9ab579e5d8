# expect: WRONG_VALUE bias_subtracted
import numpy as np


def perceptron_predict(X, w, b):
    return (X @ w - b > 0).astype(np.int64)
