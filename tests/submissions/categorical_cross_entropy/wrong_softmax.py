# expect: WRONG_VALUE softmax_of_probabilities
import numpy as np


def categorical_cross_entropy(Y, P, eps=1e-12):
    if Y.shape != P.shape or Y.ndim != 2 or Y.size == 0:
        raise ValueError("shapes")
    P = np.clip(P.astype(np.float64), eps, 1)
    E = np.exp(P)
    P = E / E.sum(axis=1, keepdims=True)
    return float(-np.mean(np.sum(Y * np.log(P), axis=1)))
