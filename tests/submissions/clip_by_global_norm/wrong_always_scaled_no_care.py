# expect: WRONG_VALUE always_scaled
import numpy as np


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum((g["W"] ** 2).sum() + (g["b"] ** 2).sum() for g in grads))
    factor = max_norm / norm
    return [{k: factor * a for k, a in g.items()} for g in grads], float(norm)
