import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    if X.ndim != 2 or y.shape != (len(X),) or len(X) == 0:
        raise ValueError("X must be (m, n), y (m,), m > 0")
    fit = {"w": np.zeros(X.shape[1]), "b": 0.0, "losses": np.empty(n_steps + 1)}
    for k in range(n_steps + 1):
        fit["losses"][k] = bce_with_logits(y, np.dot(X, fit["w"]) + fit["b"])
        if k == n_steps:
            break
        dw, db = logistic_gradients(X, y, fit["w"], fit["b"])
        fit["w"] -= learning_rate * dw
        fit["b"] -= learning_rate * db
    return fit
