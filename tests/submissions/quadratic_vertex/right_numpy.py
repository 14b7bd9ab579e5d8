import numpy as np


def quadratic_vertex(a, b, c):
    if a == 0:
        raise ValueError("no vertex")
    slope = np.polyder(np.array([a, b, c], dtype=float))
    x = np.roots(slope)[0] if b else 0.0
    return float(x), float(np.polyval([a, b, c], x))
