import numpy as np


def diagnose_learning_rate(curvature, learning_rate):
    if curvature <= 0 or learning_rate <= 0:
        raise ValueError("positive")
    p = curvature * learning_rate
    if np.isclose(p, 1, rtol=0, atol=1e-12):
        return "one-step"
    if np.isclose(p, 2, rtol=0, atol=1e-12):
        return "oscillates-forever"
    return "monotone" if p < 1 else "oscillates-converges" if p < 2 else "diverges"
