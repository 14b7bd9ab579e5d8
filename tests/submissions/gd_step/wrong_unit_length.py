# expect: WRONG_VALUE unit_length
import numpy as np


def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    length = np.sqrt(np.sum(grad**2))
    if length > 0:
        grad = grad / length
    return x + learning_rate * grad if maximize else x - learning_rate * grad
