import numpy as np


def fires(z):
    return np.greater(z, 0).astype(int)


def perceptron_predict(X, w, b):
    z = np.dot(X, w) + b
    return fires(z)
