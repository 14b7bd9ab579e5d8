import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    if X.ndim != 2 or y.shape != (len(X),) or len(X) == 0:
        raise ValueError("X must be (m, n), y (m,), m > 0")
    m, n = X.shape
    y = y.astype(float)
    w, b, losses = np.zeros(n), 0.0, np.zeros(n_steps + 1)
    for k in range(n_steps + 1):
        z = X @ w + b
        losses[k] = np.mean(np.logaddexp(0, z) - y * z)
        if k < n_steps:
            error = np.tanh(z / 2) / 2 + 0.5 - y
            w -= learning_rate * (X.T @ error) / m
            b -= learning_rate * np.sum(error) / m
    return {"w": w, "b": float(b), "losses": losses}
