import numpy as np


def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    moved = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        change = learning_rate * grad[index]
        moved[index] = x[index] + change if maximize else x[index] - change
    return moved
