# expect: WRONG_VALUE spectral
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    norms = []
    for layer in grads:
        norms.append(np.linalg.norm(layer["W"], 2))
    return np.array(norms)
