# expect: WRONG_VALUE gradient_once
import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    x = np.array(x0, dtype=float)
    g = grad_fn(x)
    if g.shape != x.shape:
        raise ValueError("shape")
    path = [x]
    for _ in range(n_steps):
        if np.linalg.norm(g) <= tol:
            break
        x = x - learning_rate * g
        path.append(x)
    return np.array(path)
