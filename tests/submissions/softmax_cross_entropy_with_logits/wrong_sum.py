# expect: WRONG_VALUE sum
import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != (Z.shape[0],) or Z.shape[0] == 0:
        raise ValueError("shapes")
    if labels.min() < 0 or labels.max() >= Z.shape[1]:
        raise ValueError("labels")
    return float((np.logaddexp.reduce(Z.astype(float), axis=1) - Z[np.arange(len(Z)), labels]).sum())
