import numpy as np


def make_circles(m, factor=0.5, noise=0.1, *, rng):
    if m < 2:
        raise ValueError(f"need two points or more, got {m}")
    k = m // 2
    X = np.empty((m, 2))
    y = np.zeros((m, 1))
    y[k:] = 1
    for start, stop, radius in ((0, k, 1.0), (k, m, factor)):
        angle = rng.uniform(0, 2 * np.pi, stop - start)
        X[start:stop, 0] = radius * np.cos(angle)
        X[start:stop, 1] = radius * np.sin(angle)
    X += rng.normal(0, noise, (m, 2))
    p = rng.permutation(m)
    X, y = X[p], y[p]
    return X, y
