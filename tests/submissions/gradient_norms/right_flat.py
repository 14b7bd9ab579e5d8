import numpy as np


def gradient_norms(grads):
    if grads == []:
        raise ValueError("grads is empty")
    norms = np.zeros(len(grads))
    for l, layer in enumerate(grads):
        arrow = layer["W"].flatten().astype(float)
        norms[l] = np.dot(arrow, arrow) ** 0.5
    return norms
