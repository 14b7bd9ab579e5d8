import math
import numpy as np


def make_circles(m, factor=0.5, noise=0.1, *, rng):
    if m < 2:
        raise ValueError("at least one point a circle")
    points = []
    labels = []
    for label, count, radius in [(0.0, m // 2, 1.0), (1.0, m - m // 2, factor)]:
        for angle in rng.uniform(0, 2 * math.pi, count):
            points.append([radius * math.cos(angle), radius * math.sin(angle)])
            labels.append([label])
    X = np.array(points) + rng.normal(0, noise, (m, 2))
    y = np.array(labels)
    order = rng.permutation(m)
    return X[order], y[order]
