NAMES = ["monotone", "one-step", "oscillates-converges", "oscillates-forever", "diverges"]


def diagnose_learning_rate(curvature, learning_rate):
    if not (curvature > 0 and learning_rate > 0):
        raise ValueError("both must be positive")
    p = float(curvature) * float(learning_rate)
    limits = [1 - 1e-12, 1 + 1e-12, 2 - 1e-12, 2 + 1e-12]
    return NAMES[sum(p > limit for limit in limits)]
