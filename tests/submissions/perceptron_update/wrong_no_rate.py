# expect: WRONG_VALUE no_learning_rate
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = y - int(w @ x + b > 0)
    return w + 1.0 * error * x, b + error
