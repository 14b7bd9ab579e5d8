# expect: WRONG_VALUE swapped
def classify_critical_point(df, d2f, x, tol=1e-8):
    if abs(df(x)) > tol:
        return "not-critical"
    return "max" if d2f(x) > tol else "min" if d2f(x) < -tol else "inconclusive"
