# expect: RAISED -
import numpy as np


def perceptron_predict(X, w, b):
    return stepp(X @ w + b)
