# expect: WRONG_VALUE each_layer
import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    total = 0.0
    for layer in grads:
        for array in layer.values():
            total += np.sum(array**2)
    norm = float(np.sqrt(total))
    clipped = []
    for layer in grads:
        own = np.sqrt(sum(np.sum(array**2) for array in layer.values()))
        scale = max_norm / own if own > max_norm else 1.0
        clipped.append({name: scale * array for name, array in layer.items()})
    return clipped, norm
