# expect: WRONG_VALUE two_of_a_square
import numpy as np


def bce_sigmoid_backward(y, p):
    if y.ndim != 2 or y.shape != p.shape or y.shape[1] != 1 or len(y) == 0: raise ValueError("s")
    return 2*(p-y)/len(y)
