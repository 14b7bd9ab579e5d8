# expect: WRONG_VALUE unchecked
import numpy as np


def gradient_norms(grads):
    norms = []
    for layer in grads:
        norms.append(np.sqrt(np.sum(layer["W"] ** 2)))
    return np.array(norms)
