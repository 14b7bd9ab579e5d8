# expect: WRONG_VALUE nor_for_nand
import numpy as np


def xor_gate(X):
    total = X.sum(axis=1)
    at_least_one = total > 0.5
    none = total < 0.5
    return (at_least_one & none).astype(np.int64)
