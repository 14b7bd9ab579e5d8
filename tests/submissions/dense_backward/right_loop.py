import numpy as np


def dense_backward(dZ, X, W):
    m, n_in = X.shape
    n_out = W.shape[1]
    if dZ.shape != (m, n_out) or W.shape != (n_in, n_out):
        raise ValueError(f"dZ {dZ.shape}, X {X.shape}, W {W.shape}")
    dX, dW, db = np.zeros((m, n_in)), np.zeros((n_in, n_out)), np.zeros(n_out)
    for i in range(m):
        dX[i] = np.dot(W, dZ[i])
        dW += np.outer(X[i], dZ[i])
        db += dZ[i]
    return dX, dW, db
