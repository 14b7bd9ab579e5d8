# expect: WRONG_VALUE unchecked
import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for k in range(n_steps + 1):
        z = X @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - y * z))
        if k < n_steps:
            error = (sigmoid(z) - y) / max(len(X), 1)
            if error.ndim > 1:
                error = error.sum(axis=1)[: len(X)]
            w = w - learning_rate * X.T @ error
            b = b - learning_rate * error.sum()
    return {"w": w, "b": b, "losses": np.array(losses)}
