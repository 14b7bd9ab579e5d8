import math


def diagnose_learning_rate(curvature, learning_rate):
    if min(curvature, learning_rate) <= 0:
        raise ValueError("both must be positive")
    factor = 1 - learning_rate * curvature
    if math.isclose(factor, 0, abs_tol=1e-12):
        return "one-step"
    if math.isclose(factor, -1, rel_tol=1e-12):
        return "oscillates-forever"
    if factor > 0:
        return "monotone"
    return "oscillates-converges" if factor > -1 else "diverges"
