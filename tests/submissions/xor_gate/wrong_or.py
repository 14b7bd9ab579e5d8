# expect: WRONG_VALUE or
import numpy as np


def xor_gate(X):
    return (X.max(axis=1, initial=0) > 0).astype(int)
