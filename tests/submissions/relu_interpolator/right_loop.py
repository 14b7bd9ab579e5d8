import numpy as np


def relu_interpolator(xs, ys):
    if xs.shape != ys.shape or len(xs) == 0 or np.any(np.diff(xs) <= 0):
        raise ValueError("xs must increase, and ys must have as many values")
    K = len(xs)
    W2 = np.zeros((K, 1))
    slope = 0.0
    for k in range(K):
        following = (ys[k + 1] - ys[k]) / (xs[k + 1] - xs[k]) if k < K - 1 else 0.0
        W2[k, 0] = following - slope
        slope = following
    b1 = np.array([-float(x) for x in xs])
    return [{"W": np.ones((1, K)), "b": b1}, {"W": W2, "b": np.array(ys[:1], dtype=float)}]
