# expect: WRONG_VALUE first_layer
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    for layer in grads:
        norm = float(np.sqrt(np.sum(layer["W"] ** 2) + np.sum(layer["b"] ** 2)))
        break
    factor = max_norm / norm if norm > max_norm else 1.0
    clipped = []
    for layer in grads:
        clipped.append({"W": factor * layer["W"], "b": factor * layer["b"]})
    return clipped, norm
