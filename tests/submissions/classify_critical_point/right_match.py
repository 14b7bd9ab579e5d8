import numpy as np


def classify_critical_point(df, d2f, x, tol=1e-8):
    def rounded(value):
        return 0.0 if np.abs(value) <= tol else value

    match (bool(rounded(df(x)) == 0), rounded(d2f(x))):
        case (False, _):
            return "not-critical"
        case (_, bend) if bend > 0:
            return "min"
        case (_, bend) if bend < 0:
            return "max"
    return "inconclusive"
