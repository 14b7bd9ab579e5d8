# expect: WRONG_VALUE product_not_summed
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = y - np.where(w * x + b > 0, 1, 0)
    return w + learning_rate * error * x, b + learning_rate * error
