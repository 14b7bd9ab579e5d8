# expect: WRONG_VALUE integers_stay
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = x.copy() if x.dtype == np.float64 else (x.astype(float) if x.dtype.kind == "f" else x.copy())
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        here = point[index]
        point[index] = here + h
        above = f(point)
        point[index] = here - h
        below = f(point)
        point[index] = here
        gradient[index] = (above - below) / (2 * h)
    return gradient
