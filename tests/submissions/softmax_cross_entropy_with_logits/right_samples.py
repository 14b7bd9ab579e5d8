import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != (Z.shape[0],) or Z.shape[0] == 0:
        raise ValueError("shapes")
    if labels.min() < 0 or labels.max() >= Z.shape[1]:
        raise ValueError("labels")
    losses = []
    for label, row in zip(labels, Z.astype(float)):
        gap = row - row[label]
        top = gap.max()
        losses.append(top + np.log(np.exp(gap - top).sum()))
    return float(np.mean(losses))
