import numpy as np


def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    a = 1 / (1 + np.exp(-np.clip(X @ w + b, -700, 700)))
    error = a - y
    dw = np.mean(X * error[:, None], axis=0)
    db = float(np.mean(error))
    return dw, db
