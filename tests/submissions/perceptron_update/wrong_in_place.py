# expect: INPUT_MODIFIED in_place
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    error = y - int(w @ x + b > 0)
    if w.dtype.kind != "f":
        w = w.astype(float)
    w += learning_rate * error * x
    return w, b + learning_rate * error
