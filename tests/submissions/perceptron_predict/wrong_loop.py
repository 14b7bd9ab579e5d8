# expect: FORBIDDEN -
import numpy as np


def perceptron_predict(X, w, b):
    answers = np.zeros(len(X), dtype=int)
    if X.shape[1] != len(w):
        raise ValueError("X and w do not fit")
    for i in range(len(X)):
        answers[i] = int(X[i] @ w + b > 0)
    return answers
