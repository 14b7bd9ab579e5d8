# expect: WRONG_TYPE only_the_last
import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    x = np.array(x0, dtype=float)
    for _ in range(n_steps):
        g = np.asarray(grad_fn(x))
        if g.shape != x.shape:
            raise ValueError("shape")
        if np.linalg.norm(g) <= tol:
            break
        x = x - learning_rate * g
    return x
