# expect: WRONG_VALUE determinant
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric")
    d = np.linalg.det(H)
    return "min" if d > tol else "saddle" if d < -tol else "inconclusive"
