# expect: WRONG_VALUE labels_rounded
import numpy as np


def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("shapes")
    p = np.clip(p.astype(np.float64), eps, 1 - eps)
    total = 0.0
    for label, chance in zip(y.ravel(), p.ravel(), strict=True):
        total -= np.log(chance) if label == 1 else np.log(1 - chance)
    return total / y.size
