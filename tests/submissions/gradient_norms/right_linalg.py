import numpy as np


def gradient_norms(grads):
    if not grads:
        raise ValueError("grads is empty")
    return np.array([np.linalg.norm(layer["W"]) for layer in grads])
