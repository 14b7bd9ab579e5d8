# expect: FORBIDDEN -
import numpy as np


def weighted_sums(X, w, b):
    if X.shape[1] != w.shape[0]:
        raise ValueError("as many weights as features are needed")
    z = []
    for x in X:
        z.append(x.astype(float) @ w + b)
    return np.array(z, dtype=float)
