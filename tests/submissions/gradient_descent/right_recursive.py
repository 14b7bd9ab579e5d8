import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    here = np.array(x0, dtype=float)
    if n_steps == 0:
        return here[np.newaxis]
    g = np.asarray(grad_fn(here))
    if g.shape != here.shape:
        raise ValueError("shape")
    if np.linalg.norm(g) <= tol:
        return here[np.newaxis]
    rest = gradient_descent(grad_fn, here - learning_rate * g, learning_rate, n_steps - 1, tol)
    return np.concatenate([here[np.newaxis], rest])
