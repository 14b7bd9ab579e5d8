import numpy as np


def relu_interpolator(xs, ys):
    if xs.shape != ys.shape or len(xs) == 0 or np.any(np.diff(xs) <= 0):
        raise ValueError("xs must increase, and ys must have as many values")
    # unit k is max(x - x_k, 0): demand the height at each point, and slope 0 behind the last one
    K = len(xs)
    table = np.maximum(xs[:, None].astype(float) - xs[None, :], 0)
    rows = np.vstack([table[1:], np.ones((1, K))])
    weights = np.linalg.solve(rows, np.concatenate([ys[1:] - ys[0], [0.0]]))
    return [
        {"W": np.ones((1, K)), "b": 0.0 - xs},
        {"W": weights.reshape(K, 1), "b": np.full(1, float(ys[0]))},
    ]
