import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = y - int(w @ x + b > 0)
    return w + learning_rate * error * x, b + learning_rate * error
