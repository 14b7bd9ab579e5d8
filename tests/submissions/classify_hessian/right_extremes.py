import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric")
    values = np.linalg.eigvalsh(H)
    least, most = values[0], values[-1]
    if least < -tol and most > tol:
        return "saddle"
    if least > tol:
        return "min"
    if most < -tol:
        return "max"
    return "inconclusive"
