# expect: WRONG_VALUE adaline
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = y - (w @ x + b)
    return w + learning_rate * error * x, b + learning_rate * error
