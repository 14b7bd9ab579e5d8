# expect: WRONG_VALUE labels_flipped
import numpy as np


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    z = z.astype(float)
    return float((np.logaddexp(0, z) - z * (1 - y)).mean())
