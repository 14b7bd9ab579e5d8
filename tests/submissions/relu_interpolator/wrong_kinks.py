# expect: WRONG_VALUE kinks_mirrored
import numpy as np


def relu_interpolator(xs, ys):
    if xs.shape != ys.shape or len(xs) == 0 or np.any(np.diff(xs) <= 0):
        raise ValueError("xs must increase, and ys must have as many values")
    slopes = np.concatenate([[0.0], np.diff(ys) / np.diff(xs), [0.0]])
    weights = np.diff(slopes)
    return [
        {"W": np.ones((1, len(xs))), "b": xs.astype(float)},
        {"W": weights.reshape(-1, 1), "b": ys[:1].astype(float)},
    ]
