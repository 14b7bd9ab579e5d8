import numpy as np


def distinct_units(W, b=None, tol=1e-12):
    if W.ndim != 2:
        raise ValueError("W")
    if b is not None and (b.ndim != 1 or len(b) != W.shape[1]):
        raise ValueError("b")
    rest = np.array(W, dtype=float)
    if b is not None:
        rest = np.concatenate([rest, [b]])
    count = 0
    while rest.shape[1] > 0:
        twins = np.all(np.isclose(rest, rest[:, :1], rtol=0, atol=tol), axis=0)
        rest = rest[:, ~twins]
        count += 1
    return count
