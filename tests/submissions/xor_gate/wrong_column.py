# expect: WRONG_SHAPE column
import numpy as np


def xor_gate(X):
    return (X[:, :1] != X[:, 1:]).astype(int)
