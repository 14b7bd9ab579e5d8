# expect: WRONG_DTYPE integer_rows
import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    rows = np.array([x0] * (n_steps + 1))
    for k in range(n_steps):
        g = np.asarray(grad_fn(rows[k]))
        if g.shape != rows[k].shape:
            raise ValueError("shape")
        if np.linalg.norm(g) <= tol:
            return rows[: k + 1]
        rows[k + 1] = rows[k] - learning_rate * g
    return rows
