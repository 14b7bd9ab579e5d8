# expect: WRONG_VALUE exact
def diagnose_learning_rate(curvature, learning_rate):
    if curvature <= 0 or learning_rate <= 0:
        raise ValueError("positive")
    p = curvature * learning_rate
    if p == 1:
        return "one-step"
    if p == 2:
        return "oscillates-forever"
    if p < 1:
        return "monotone"
    if p < 2:
        return "oscillates-converges"
    return "diverges"
