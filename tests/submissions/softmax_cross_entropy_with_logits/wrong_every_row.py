# expect: WRONG_VALUE every_label_with_every_row
import numpy as np


def softmax_cross_entropy_with_logits(labels, Z):
    if Z.ndim != 2 or labels.shape != Z.shape[:1] or Z.size == 0:
        raise ValueError("shapes")
    if labels.min() < 0 or labels.max() >= Z.shape[1]:
        raise ValueError("labels")
    sums = np.logaddexp.reduce(Z.astype(float), axis=1)
    return float((sums[:, None] - Z[:, labels]).mean())
