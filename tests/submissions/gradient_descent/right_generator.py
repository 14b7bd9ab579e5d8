import numpy as np


def _places(grad_fn, x, learning_rate, n_steps, tol):
    yield x
    for _ in range(n_steps):
        g = np.asarray(grad_fn(x), dtype=float)
        if np.shape(g) != np.shape(x):
            raise ValueError("shape")
        if np.linalg.norm(np.ravel(g)) <= tol:
            return
        x = np.subtract(x, np.multiply(learning_rate, g))
        yield x


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    return np.stack(list(_places(grad_fn, np.array(x0, dtype=float), learning_rate, n_steps, tol)))
