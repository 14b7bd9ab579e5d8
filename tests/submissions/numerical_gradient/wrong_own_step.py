# expect: WRONG_VALUE own_step
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point, step = np.array(x, dtype=float), 1e-5
    gradient = np.zeros(point.shape)
    for index in np.ndindex(*point.shape):
        here = point[index]
        point[index] = here + step
        above = f(point)
        point[index] = here - step
        below = f(point)
        point[index] = here
        gradient[index] = (above - below) / (2 * step)
    return gradient
