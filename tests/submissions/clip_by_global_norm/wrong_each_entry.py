# expect: WRONG_VALUE each_entry
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    total = 0.0
    for layer in grads:
        for array in layer.values():
            total += np.sum(array**2)
    norm = float(np.sqrt(total))
    clipped = [{name: np.clip(array, -max_norm, max_norm) for name, array in layer.items()} for layer in grads]
    return clipped, norm
