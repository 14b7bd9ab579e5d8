# expect: WRONG_VALUE tol_ignored
import numpy as np


def distinct_units(W, b=None, tol=1e-12):
    if W.ndim != 2:
        raise ValueError("W must be 2-D")
    if b is not None and b.shape != (W.shape[1],):
        raise ValueError("b must have one number for each unit")
    units = W if b is None else np.vstack([W, b])
    units = units.astype(float)
    found = []
    for j in range(units.shape[1]):
        column = units[:, j]
        if not any(np.max(np.abs(column - other)) <= 1e-12 for other in found):
            found.append(column)
    return len(found)
