# expect: WRONG_VALUE unchecked
import numpy as np


def bce_with_logits(y, z):
    return float(np.mean(np.logaddexp(0, z) - z * y))
