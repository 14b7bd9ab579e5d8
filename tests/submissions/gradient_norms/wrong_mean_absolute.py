# expect: WRONG_VALUE mean_absolute
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    norms = []
    for layer in grads:
        norms.append(np.abs(layer["W"]).mean())
    return np.array(norms)
