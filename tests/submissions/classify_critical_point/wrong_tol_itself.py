# expect: WRONG_VALUE tol_itself
def classify_critical_point(df, d2f, x, tol=1e-8):
    if abs(df(x)) < tol:
        if abs(d2f(x)) < tol:
            return "inconclusive"
        return "min" if d2f(x) > 0 else "max"
    return "not-critical"
