import numpy as np


def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    x = np.array(x0, dtype=np.float64)
    path = [x.copy()]
    while len(path) <= n_steps:
        g = np.asarray(grad_fn(x))
        if g.shape != x.shape:
            raise ValueError("shape")
        if (g**2).sum() ** 0.5 <= tol:
            break
        x -= learning_rate * g
        path.append(x.copy())
    return np.stack(path)
