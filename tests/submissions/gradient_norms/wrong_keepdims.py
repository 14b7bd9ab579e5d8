# expect: WRONG_SHAPE axes_kept
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    norms = []
    for layer in grads:
        norms.append(np.sqrt(np.sum(layer["W"] ** 2, keepdims=True)))
    return np.array(norms)
