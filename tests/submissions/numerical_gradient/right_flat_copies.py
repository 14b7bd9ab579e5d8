import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if not h > 0:
        raise ValueError(h)
    slopes = []
    for at in range(x.size):
        step = np.zeros(x.size)
        step[at] = h
        step = step.reshape(x.shape)
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(slopes, dtype=float).reshape(x.shape)
