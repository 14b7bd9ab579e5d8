# expect: WRONG_VALUE flat_beats_saddle
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric")
    v = np.linalg.eigvalsh(H)
    if (abs(v) <= tol).any():
        return "inconclusive"
    if (v > tol).any() and (v < -tol).any():
        return "saddle"
    return "min" if (v > tol).all() else "max" if (v < -tol).all() else "inconclusive"
