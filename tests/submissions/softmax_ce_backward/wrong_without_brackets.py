# expect: WRONG_VALUE without_brackets
import numpy as np


def softmax_ce_backward(labels, P):
    if P.ndim != 2 or labels.shape != P.shape[:1] or len(P) == 0: raise ValueError("s")
    if labels.min() < 0 or labels.max() >= P.shape[1]: raise ValueError("l")
    Y = one_hot(labels, P.shape[1]); m = len(P)
    return P-Y/m
