# expect: WRONG_VALUE curvature_exactly_zero
def classify_critical_point(df, d2f, x, tol=1e-8):
    if abs(df(x)) > tol:
        return "not-critical"
    if d2f(x) > 0:
        return "min"
    return "max" if d2f(x) < 0 else "inconclusive"
