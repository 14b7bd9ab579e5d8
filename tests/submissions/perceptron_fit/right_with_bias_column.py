import numpy as np


def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    m = X.shape[0]
    if m == 0 or y.shape != (m,):
        raise ValueError("bad shapes")
    A = np.hstack([np.ones((m, 1)), X])
    v = np.zeros(A.shape[1])
    errors = []
    while len(errors) < max_epochs and (not errors or errors[-1] > 0):
        wrong = 0
        for i in range(m):
            e = int(y[i]) - (A[i] @ v > 0)
            v += learning_rate * e * A[i]
            wrong += abs(e)
        errors.append(int(wrong))
    done = bool(errors) and errors[-1] == 0
    return {"w": v[1:].copy(), "b": float(v[0]), "errors": errors, "converged": done, "epochs": len(errors)}
