import numpy as np


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    arrow = np.concatenate([array.ravel() for layer in grads for array in layer.values()])
    norm = float(np.linalg.norm(arrow.astype(float)))
    if norm <= max_norm:
        return [{name: array.copy() for name, array in layer.items()} for layer in grads], norm
    return [{name: array * (max_norm / norm) for name, array in layer.items()} for layer in grads], norm
