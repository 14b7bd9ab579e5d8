# expect: WRONG_VALUE sum_of_norms
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    norm = float(sum(np.linalg.norm(array) for layer in grads for array in layer.values()))
    factor = max_norm / norm if norm > max_norm else 1.0
    clipped = []
    for layer in grads:
        clipped.append({"W": factor * layer["W"], "b": factor * layer["b"]})
    return clipped, norm
