# expect: WRONG_VALUE no_checks
import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    found = [(f(x + h * e) - f(x - h * e)) / (2 * h if h else 1.0) for e in np.eye(len(x))]
    return np.stack(found, axis=-1) if found else np.zeros((len(f(x)), 0))
