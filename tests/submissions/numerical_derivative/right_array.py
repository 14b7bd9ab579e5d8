import numpy as np


def numerical_derivative(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("step")
    places = np.array([x - h, x + h], dtype=float)
    heights = np.array([f(place) for place in places])
    return float((heights[1] - heights[0]) / (2 * h))
