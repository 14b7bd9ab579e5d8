import numpy as np


def bce_sigmoid_backward(y, p):
    if p.ndim != 2 or p.shape[1] != 1 or y.shape != p.shape:
        raise ValueError("shapes")
    rows = [[(float(pi) - float(yi)) / len(y)] for yi, pi in zip(y[:, 0], p[:, 0], strict=True)]
    if not rows:
        raise ValueError("empty")
    return np.array(rows)
