# expect: WRONG_VALUE whole_batch
import numpy as np


def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    if len(X) == 0:
        raise ValueError("no samples")
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(max_epochs):
        e = y - (X @ w + b > 0).astype(np.int64)
        errors.append(int(np.abs(e).sum()))
        if not e.any():
            return {"w": w, "b": b, "errors": errors, "converged": True}
        w = w + learning_rate * e @ X
        b = float(b + learning_rate * e.sum())
    return {"w": w, "b": b, "errors": errors, "converged": False}
