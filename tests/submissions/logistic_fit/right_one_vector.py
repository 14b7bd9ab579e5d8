import numpy as np


def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    if X.ndim != 2 or y.shape != (len(X),) or len(X) == 0:
        raise ValueError("X must be (m, n), y (m,), m > 0")
    X1 = np.hstack([X, np.ones((len(X), 1))])
    theta = np.zeros(X1.shape[1])
    losses = []
    for k in range(n_steps):
        z = X1 @ theta
        losses.append(bce_with_logits(y, z))
        theta = theta - learning_rate * (sigmoid(z) - y) @ X1 / len(X1)
    losses.append(bce_with_logits(y, X1 @ theta))
    return {"w": theta[:-1], "b": theta[-1], "losses": np.array(losses)}
