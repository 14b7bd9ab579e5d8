# expect: WRONG_VALUE only_weights
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    norm = float(np.sqrt(sum(np.sum(layer["W"] ** 2) for layer in grads)))
    factor = max_norm / norm if norm > max_norm else 1.0
    clipped = []
    for layer in grads:
        clipped.append({"W": factor * layer["W"], "b": factor * layer["b"]})
    return clipped, norm
