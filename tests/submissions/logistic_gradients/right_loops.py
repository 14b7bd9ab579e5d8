import numpy as np


def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    m, n = X.shape
    dw, db = np.zeros(n), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z += w[j] * X[i, j]
        error = float(sigmoid(np.array([z]))[0]) - float(y[i])
        for j in range(n):
            dw[j] += error * X[i, j] / m
        db += error / m
    return dw, db
