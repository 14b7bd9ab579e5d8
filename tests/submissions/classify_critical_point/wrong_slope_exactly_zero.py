# expect: WRONG_VALUE slope_exactly_zero
def classify_critical_point(df, d2f, x, tol=1e-8):
    if df(x) != 0:
        return "not-critical"
    if d2f(x) > tol:
        return "min"
    return "max" if d2f(x) < -tol else "inconclusive"
