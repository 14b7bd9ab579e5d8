# expect: WRONG_VALUE unchecked
import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for k in range(n_steps + 1):
        z = X @ w + b
        losses.append(np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))))
        if k < n_steps:
            error = sigmoid(z) - y
            w = w - learning_rate * X.T @ error / len(X)
            b = b - learning_rate * np.sum(error) / np.float64(len(X))
    return {"w": w, "b": b, "losses": np.array(losses)}
