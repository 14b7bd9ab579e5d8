# expect: WRONG_VALUE sign
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = int(w @ x + b > 0) - y
    return w + learning_rate * error * x, b + learning_rate * error
