# expect: WRONG_VALUE sorts
import numpy as np


def relu_interpolator(xs, ys):
    if xs.shape != ys.shape or len(xs) == 0:
        raise ValueError("xs and ys must have as many values")
    order = np.argsort(xs)
    xs, ys = xs[order].astype(float), ys[order].astype(float)
    slopes = np.concatenate([[0.0], np.diff(ys) / np.diff(xs), [0.0]])
    return [
        {"W": np.ones((1, len(xs))), "b": -xs},
        {"W": np.diff(slopes).reshape(-1, 1), "b": ys[:1].copy()},
    ]
