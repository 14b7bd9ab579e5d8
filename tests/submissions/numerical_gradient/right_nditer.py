import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("step")
    base = x.astype(np.float64)

    def slope(index):
        above, below = base.copy(), base.copy()
        above[index] += h
        below[index] -= h
        return (f(above) - f(below)) / (above[index] - below[index])

    gradient = np.empty(x.shape)
    for index, _ in np.ndenumerate(base):
        gradient[index] = slope(index)
    return gradient
