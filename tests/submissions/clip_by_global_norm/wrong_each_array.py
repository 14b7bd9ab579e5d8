# expect: WRONG_VALUE each_array
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
        new = {}
        for name, array in layer.items():
            own = np.linalg.norm(array)
            new[name] = array * max_norm / own if own > max_norm else array.copy()
        clipped.append(new)
    return clipped, norm
