# expect: WRONG_VALUE any_matrix
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    v = np.linalg.eigvalsh(H)
    if (v > tol).any() and (v < -tol).any():
        return "saddle"
    return "min" if (v > tol).all() else "max" if (v < -tol).all() else "inconclusive"
