# expect: WRONG_VALUE sum_over_the_batch
import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != Z.shape[:1] or Z.size == 0:
        raise ValueError("shapes")
    if np.any(labels < 0) or np.any(labels >= Z.shape[1]):
        raise ValueError("labels")
    Z = Z.astype(np.float64)
    M = Z.max(axis=1, keepdims=True)
    chosen = Z[np.arange(len(Z)), labels]
    M = Z.max()
    return float(np.mean(M + np.log(np.exp(Z - M).sum()) - chosen))
