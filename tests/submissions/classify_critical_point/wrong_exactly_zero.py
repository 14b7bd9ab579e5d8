# expect: WRONG_VALUE exactly_zero
def classify_critical_point(df, d2f, x, tol=1e-8):
    if df(x) != 0:
        return "not-critical"
    return "min" if d2f(x) > 0 else "max" if d2f(x) < 0 else "inconclusive"
