# expect: WRONG_VALUE nand
import numpy as np


def xor_gate(X):
    return 1 - (X[:, 0] * X[:, 1]).astype(int)
