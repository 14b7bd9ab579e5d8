# expect: WRONG_VALUE half_the_curvature
def diagnose_learning_rate(curvature, learning_rate):
    if curvature <= 0 or learning_rate <= 0:
        raise ValueError("positive")
    p = curvature / 2 * learning_rate
    if abs(p - 1) <= 1e-12:
        return "one-step"
    if abs(p - 2) <= 1e-12:
        return "oscillates-forever"
    if p < 1:
        return "monotone"
    if p < 2:
        return "oscillates-converges"
    return "diverges"
