import numpy as np


def make_circles(m, factor=0.5, noise=0.1, *, rng):
    if m <= 1:
        raise ValueError("m")
    # both draws of angles follow each other in the generator, so one draw of m is the same
    angles = rng.uniform(0, 2 * np.pi, m)
    labels = (np.arange(m) >= m // 2).astype(float)
    points = np.where(labels == 1, factor, 1.0) * np.exp(1j * angles)
    X = np.stack([points.real, points.imag], axis=1) + noise * rng.standard_normal((m, 2))
    order = rng.permutation(m)
    return np.take(X, order, axis=0), labels[order, None]
