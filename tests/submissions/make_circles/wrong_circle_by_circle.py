# expect: WRONG_VALUE circle_by_circle
import numpy as np


def make_circles(m, factor=0.5, noise=0.1, *, rng):
    if m < 2:
        raise ValueError("m must be at least 2")
    n_outer = m // 2
    n_inner = m - n_outer
    rings = []
    for n, radius in ((n_outer, 1.0), (n_inner, factor)):
        angle = rng.uniform(0, 2 * np.pi, n)
        ring = radius * np.column_stack([np.cos(angle), np.sin(angle)])
        rings.append(ring + rng.normal(0, noise, (n, 2)))
    X = np.vstack(rings)
    y = np.vstack([np.zeros((n_outer, 1)), np.ones((n_inner, 1))])
    order = rng.permutation(m)
    return X[order], y[order]
