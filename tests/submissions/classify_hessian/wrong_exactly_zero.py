# expect: WRONG_VALUE exactly_zero
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric")
    tol = 0.0
    v = np.linalg.eigvalsh(H)
    if (v > tol).any() and (v < -tol).any():
        return "saddle"
    return "min" if (v > tol).all() else "max" if (v < -tol).all() else "inconclusive"
