import numpy as np


def clip_by_global_norm(grads, max_norm):
    if not max_norm > 0:
        raise ValueError(f"max_norm is {max_norm}")
    norms = [np.linalg.norm(layer[name]) for layer in grads for name in ("W", "b")]
    norm = np.sqrt(sum(n**2 for n in norms))
    scale = min(1.0, max_norm / (norm + 1e-6))
    return [{"W": layer["W"] * scale, "b": layer["b"] * scale} for layer in grads], norm
