# expect: NOT_FINITE softmax_then_log
import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != (Z.shape[0],) or Z.shape[0] == 0:
        raise ValueError("shapes")
    if labels.min() < 0 or labels.max() >= Z.shape[1]:
        raise ValueError("labels")
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return float(-np.log(p[np.arange(len(Z)), labels]).mean())
