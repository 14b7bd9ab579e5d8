# expect: WRONG_VALUE no_learning_rate
import numpy as np


def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    if X.ndim != 2 or len(X) != len(y) or len(X) == 0:
        raise ValueError("X and y must have the same number of samples, at least one")
    w = np.zeros(X.shape[1])
    b = 0.0
    errors = []
    for _ in range(max_epochs):
        mistakes = 0
        for x_i, y_i in zip(X, y):
            error = int(y_i) - int(w @ x_i + b > 0)
            if error:
                w = w + error * x_i
                b += error
                mistakes += 1
        errors.append(mistakes)
        if mistakes == 0:
            break
    return {"w": w, "b": float(b), "errors": errors, "converged": bool(errors) and errors[-1] == 0}
