# expect: WRONG_VALUE hard_decision
import numpy as np


def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    m = len(X)
    p = sigmoid(X @ w + b)
    error = np.where(p > 0.5, 1, 0) - y
    dw = X.T @ error / m
    db = error.sum() / m
    return dw, db
