# expect: WRONG_VALUE own_step
import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if h <= 0 or x.ndim != 1:
        raise ValueError("x must be (n,) and h positive")
    point, step = np.array(x, dtype=float), 1e-5
    if f(point.copy()).ndim != 1:
        raise ValueError("f must return (k,)")
    found = [(f(point + step * e) - f(point - step * e)) / (2 * step) for e in np.eye(len(x))]
    return np.array(found).T
