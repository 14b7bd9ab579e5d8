import numpy as np


def gd_step(x, grad, learning_rate, maximize=False):
    if np.shape(x) != np.shape(grad):
        raise ValueError("x and grad must have one shape")
    direction = 1.0 if maximize else -1.0
    return np.add(x, direction * learning_rate * np.asarray(grad, dtype=float))
