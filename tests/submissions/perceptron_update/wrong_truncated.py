# expect: WRONG_DTYPE integer_weights
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = y - int(w @ x + b > 0)
    new = np.empty_like(w)
    new[:] = w + learning_rate * error * x
    return new, b + learning_rate * error
