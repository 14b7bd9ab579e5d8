# expect: WRONG_SHAPE one_for_all
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    return np.array([np.sqrt(sum(np.sum(layer["W"] ** 2) for layer in grads))])
