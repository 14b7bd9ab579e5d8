import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != (Z.shape[0],) or Z.shape[0] == 0:
        raise ValueError("shapes")
    if labels.min() < 0 or labels.max() >= Z.shape[1]:
        raise ValueError("labels")
    Z = Z.astype(float)
    top = Z.max(axis=1, keepdims=True)
    sums = np.log(np.exp(Z - top).sum(axis=1)) + top[:, 0]
    return float(np.mean(sums - Z[np.arange(len(Z)), labels]))
