import numpy as np


def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    X1 = np.column_stack([np.ones(len(X)), X])
    theta = np.concatenate([[b], w])
    gradient = np.einsum("ij,i->j", X1, sigmoid(X1 @ theta) - y) / len(X)
    return gradient[1:].copy(), float(gradient[0])
