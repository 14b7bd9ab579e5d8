# expect: WRONG_VALUE zero_is_max
def classify_critical_point(df, d2f, x, tol=1e-8):
    if abs(df(x)) > tol:
        return "not-critical"
    return "min" if d2f(x) > tol else "max"
