# expect: WRONG_TYPE -
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    total = 0.0
    for layer in grads:
        for array in layer.values():
            total += np.sum(array**2)
    norm = float(np.sqrt(total))
    factor = max_norm / norm if norm > max_norm else 1.0
    clipped = [{"W": factor * layer["W"]} for layer in grads]
    return clipped, norm
