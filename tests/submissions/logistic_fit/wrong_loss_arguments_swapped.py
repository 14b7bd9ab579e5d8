# expect: WRONG_VALUE loss_arguments_swapped
import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    if X.ndim != 2 or y.shape != X.shape[:1] or len(X) == 0:
        raise ValueError("x")
    w, b = np.zeros(X.shape[1]), 0.0
    losses = [bce_with_logits(X @ w + b, y)]
    for _ in range(n_steps):
        dw, db = logistic_gradients(X, y, w, b)
        w -= learning_rate * dw
        b -= learning_rate * db
        losses.append(bce_with_logits(X @ w + b, y))
    return {"w": w, "b": b, "losses": np.array(losses)}
