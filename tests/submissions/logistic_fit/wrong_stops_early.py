# expect: WRONG_VALUE -
import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    if X.ndim != 2 or y.shape != (len(X),) or len(X) == 0:
        raise ValueError("X must be (m, n), y (m,), m > 0")
    w, b = np.zeros(X.shape[1]), 0.0
    losses = [bce_with_logits(y, X @ w + b)]
    for _ in range(n_steps):
        dw, db = logistic_gradients(X, y, w, b)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        losses.append(bce_with_logits(y, X @ w + b))
        if losses[-2] - losses[-1] < 1e-3:
            break
    return {"w": w, "b": b, "losses": np.array(losses)}
