# expect: WRONG_VALUE absolute_values
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    norms = []
    for layer in grads:
        norms.append(np.abs(layer["W"]).sum())
    return np.array(norms)
