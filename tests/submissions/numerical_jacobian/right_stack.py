import numpy as np


def numerical_jacobian(f, x, h=1e-5):
    if not h > 0:
        raise ValueError("h")
    if x.ndim != 1:
        raise ValueError("x")
    outputs = f(x.astype(float)).shape
    if len(outputs) != 1:
        raise ValueError("f(x)")
    found = [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))]
    return np.array(found, dtype=float).reshape(len(x), *outputs).T
