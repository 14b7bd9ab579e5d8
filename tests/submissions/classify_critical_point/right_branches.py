def classify_critical_point(df, d2f, x, tol=1e-8):
    if abs(df(x)) > tol:
        return "not-critical"
    if d2f(x) > tol:
        return "min"
    if d2f(x) < -tol:
        return "max"
    return "inconclusive"
