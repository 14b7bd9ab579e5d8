# expect: WRONG_VALUE sizes_added
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    norm = float(sum(np.abs(array).sum() for layer in grads for array in layer.values()))
    factor = max_norm / norm if norm > max_norm else 1.0
    clipped = []
    for layer in grads:
        clipped.append({"W": factor * layer["W"], "b": factor * layer["b"]})
    return clipped, norm
