# expect: WRONG_VALUE shuffled_apart
import numpy as np


def make_circles(m, factor=0.5, noise=0.1, *, rng):
    if m < 2:
        raise ValueError("m must be at least 2")
    n_outer = m // 2
    n_inner = m - n_outer
    outer = rng.uniform(0, 2 * np.pi, n_outer)
    inner = rng.uniform(0, 2 * np.pi, n_inner)
    X = np.vstack([
        np.column_stack([np.cos(outer), np.sin(outer)]),
        factor * np.column_stack([np.cos(inner), np.sin(inner)]),
    ])
    y = np.vstack([np.zeros((n_outer, 1)), np.ones((n_inner, 1))])
    X = X + rng.normal(0, noise, (m, 2))
    rng.shuffle(X)
    rng.shuffle(y)
    return X, y
