# expect: WRONG_TYPE -
import numpy as np


def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    sign = 1 if maximize else -1
    return [a + sign * learning_rate * g for a, g in zip(np.ravel(x), np.ravel(grad))]
