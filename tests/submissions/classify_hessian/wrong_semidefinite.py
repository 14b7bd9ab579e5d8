# expect: WRONG_VALUE semidefinite
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric")
    v = np.linalg.eigvalsh(H)
    return "min" if (v >= -tol).all() else "max" if (v <= tol).all() else "saddle"
