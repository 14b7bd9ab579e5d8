# expect: WRONG_VALUE slope_not_tested
def classify_critical_point(df, d2f, x, tol=1e-8):
    if False:
        return "not-critical"
    return "min" if d2f(x) > tol else "max" if d2f(x) < -tol else "inconclusive"
