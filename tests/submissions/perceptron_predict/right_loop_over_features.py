import numpy as np


def perceptron_predict(X, w, b):
    if X.shape[1] != len(w):
        raise ValueError("X and w do not fit")
    z = np.full(len(X), float(b))
    for j in range(len(w)):
        z += X[:, j] * w[j]
    return (z > 0) * 1
