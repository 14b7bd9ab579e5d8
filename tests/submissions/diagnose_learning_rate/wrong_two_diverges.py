# expect: WRONG_VALUE two_diverges
def diagnose_learning_rate(curvature, learning_rate):
    if curvature <= 0 or learning_rate <= 0:
        raise ValueError("positive")
    p = curvature * learning_rate
    if abs(p - 1) <= 1e-12:
        return "one-step"
    if p < 1:
        return "monotone"
    if p < 2 - 1e-12:
        return "oscillates-converges"
    return "diverges"
