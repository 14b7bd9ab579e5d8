# expect: RAISED one_for_each_unit
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    norms = []
    for layer in grads:
        norms.append(np.sqrt(np.sum(layer["W"] ** 2, axis=0)))
    return np.array(norms)
