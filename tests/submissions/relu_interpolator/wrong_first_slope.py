# expect: WRONG_VALUE no_first_slope
import numpy as np


def relu_interpolator(xs, ys):
    if len(xs) != len(ys) or len(xs) == 0 or np.any(np.diff(xs) <= 0):
        raise ValueError("points")
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.zeros(len(xs))
    if len(xs) > 1:
        changes[1:-1] = np.diff(slopes)
        changes[-1] = -slopes[-1]
    return [
        {"W": np.ones((1, len(xs))), "b": -1.0 * xs},
        {"W": changes.reshape(-1, 1), "b": np.array([float(ys[0])])},
    ]
