# expect: WRONG_VALUE saddle_otherwise
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1] or not np.allclose(H, H.T):
        raise ValueError("H must be square and symmetric")
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).all():
        return "min"
    if (curvatures < -tol).all():
        return "max"
    return "saddle"
