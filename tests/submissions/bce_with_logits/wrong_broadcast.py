# expect: WRONG_VALUE broadcast
import numpy as np


def bce_with_logits(y, z):
    if y.size == 0:
        raise ValueError("empty")
    z = z.astype(float)
    return float((np.logaddexp(0, z) - z * y).mean())
