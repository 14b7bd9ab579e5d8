# expect: WRONG_SHAPE product_not_summed
import numpy as np


def perceptron_predict(X, w, b):
    return (X * w + b > 0).astype(np.int64)
