# expect: WRONG_VALUE maximum_not_added_back
import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != Z.shape[:1] or Z.size == 0:
        raise ValueError("shapes")
    if np.any(labels < 0) or np.any(labels >= Z.shape[1]):
        raise ValueError("labels")
    Z = Z.astype(np.float64)
    M = Z.max(axis=1, keepdims=True)
    chosen = Z[np.arange(len(Z)), labels]
    return float(np.mean(np.log(np.exp(Z - M).sum(axis=1)) - chosen))
