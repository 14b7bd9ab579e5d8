# expect: RAISED exactly_symmetric
import numpy as np


def classify_hessian(H, tol=1e-8):
    if H.ndim != 2 or H.shape[0] != H.shape[1] or not (H == H.T).all():
        raise ValueError("H must be square and symmetric")
    curvatures = np.linalg.eigvalsh(H)
    if curvatures[0] < -tol and curvatures[-1] > tol:
        return "saddle"
    if curvatures[0] > tol:
        return "min"
    return "max" if curvatures[-1] < -tol else "inconclusive"
