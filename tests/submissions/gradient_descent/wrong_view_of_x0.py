# expect: INPUT_MODIFIED view_of_x0
import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    path = np.asarray(x0, dtype=float)[None]
    for _ in range(n_steps):
        g = np.asarray(grad_fn(path[-1]))
        if g.shape != path.shape[1:]:
            raise ValueError("shape")
        if np.linalg.norm(g) <= tol:
            break
        path = np.concatenate([path, (path[-1] - learning_rate * g)[None]])
    return path
