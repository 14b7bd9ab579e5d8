import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    predicted = 1 if np.dot(w, x) + b > 0 else 0
    w = np.array(w, dtype=float)
    if predicted == y:
        return w, b
    if y == 1:
        w += learning_rate * x
        b = b + learning_rate
    else:
        w -= learning_rate * x
        b = b - learning_rate
    return w, b
