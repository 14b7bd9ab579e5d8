# expect: WRONG_VALUE always_subtract
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    if int(w @ x + b > 0) != y:
        return w - learning_rate * x, b - learning_rate
    return w * 1.0, b
