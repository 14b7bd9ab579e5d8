# expect: WRONG_VALUE negative_slope_passes
def classify_critical_point(df, d2f, x, tol=1e-8):
    if df(x) > tol:
        return "not-critical"
    return "min" if d2f(x) > tol else "max" if d2f(x) < -tol else "inconclusive"
