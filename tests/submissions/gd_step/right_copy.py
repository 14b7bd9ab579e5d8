import numpy as np


def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    moved = np.array(x, dtype=float)
    if not maximize:
        learning_rate = -learning_rate
    moved += learning_rate * grad
    return moved
