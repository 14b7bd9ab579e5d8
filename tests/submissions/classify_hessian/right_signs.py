import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric")
    values, _ = np.linalg.eigh(H)
    signs = {0 if abs(value) <= tol else int(np.sign(value)) for value in values}
    if {1, -1} <= signs:
        return "saddle"
    return "inconclusive" if 0 in signs else "min" if 1 in signs else "max"
