import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if not learning_rate > 0:
        raise ValueError("learning_rate")
    if n_steps < 0:
        raise ValueError("n_steps")
    start = np.asarray(x0)
    rows = np.empty((n_steps + 1, *start.shape))
    rows[0] = start
    for k in range(n_steps):
        g = np.asarray(grad_fn(rows[k].copy()))
        if g.shape != start.shape:
            raise ValueError("shape")
        if np.sqrt(np.sum(g * g)) <= tol:
            return rows[: k + 1].copy()
        rows[k + 1] = rows[k] - learning_rate * g
    return rows
