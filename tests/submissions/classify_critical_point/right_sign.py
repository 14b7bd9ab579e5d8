import numpy as np


def classify_critical_point(df, d2f, x, tol=1e-8):
    slope, curvature = df(x), d2f(x)
    if not -tol <= slope <= tol:
        return "not-critical"
    sign = 0 if abs(curvature) <= tol else int(np.sign(curvature))
    return {1: "min", -1: "max", 0: "inconclusive"}[sign]
