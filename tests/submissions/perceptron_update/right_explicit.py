import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    if len(w) != len(x):
        raise ValueError("w and x differ in length")
    z = float(b)
    for i in range(len(w)):
        z += w[i] * x[i]
    e = y - (z > 0)
    w_new = np.array([w[i] + learning_rate * e * x[i] for i in range(len(w))], dtype=np.float64)
    return [w_new, np.float64(b + learning_rate * e)]
