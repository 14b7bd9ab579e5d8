# expect: WRONG_VALUE of_the_biases
import numpy as np


def gradient_norms(grads):
    if len(grads) == 0:
        raise ValueError("no layer")
    norms = []
    for layer in grads:
        norms.append(np.sqrt(np.sum(layer["b"] ** 2)))
    return np.array(norms)
