# expect: WRONG_SHAPE wrong_axis
import numpy as np


def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    m = len(X)
    p = sigmoid(X @ w + b)
    error = p - y
    dw = np.mean(X * error.reshape(-1, 1), axis=1)
    db = error.sum() / m
    return dw, db
