# expect: WRONG_VALUE curvature_ignored
import numpy as np


def diagnose_learning_rate(curvature, learning_rate):
    if curvature <= 0 or learning_rate <= 0:
        raise ValueError("positive")
    f = 1 - 8 * learning_rate
    if abs(f) <= 1e-12: return "one-step"
    if abs(f + 1) <= 1e-12: return "oscillates-forever"
    if f > 0: return "monotone"
    if f > -1: return "oscillates-converges"
    return "diverges"
