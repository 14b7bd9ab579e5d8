# expect: WRONG_VALUE one_sample_at_a_time
import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    if X.ndim != 2 or y.shape != (len(X),) or len(X) == 0:
        raise ValueError("X must be (m, n), y (m,), m > 0")
    w, b = np.zeros(X.shape[1]), 0.0
    losses = [bce_with_logits(y, X @ w + b)]
    for _ in range(n_steps):
        for x_i, y_i in zip(X, y):
            error = float(sigmoid(np.array([x_i @ w + b]))[0]) - float(y_i)
            w = w - learning_rate * error * x_i
            b = b - learning_rate * error
        losses.append(bce_with_logits(y, X @ w + b))
    return {"w": w, "b": b, "losses": np.array(losses)}
