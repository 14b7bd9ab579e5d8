# expect: WRONG_VALUE goes_on
import numpy as np


def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    if len(X) == 0 or len(X) != len(y):
        raise ValueError("no samples, or not as many labels")
    w = np.zeros(X.shape[1])
    b = 0.0
    errors, converged = [], False
    for _ in range(max_epochs):
        mistakes = 0
        for x, label in zip(X, y):
            error = label - int(w @ x + b > 0)
            mistakes += abs(error)
            w = w + learning_rate * error * x
            b = b + learning_rate * error
        errors.append(mistakes)
    converged = bool(errors) and errors[-1] == 0
    return {"w": w, "b": b, "errors": errors, "converged": converged}
