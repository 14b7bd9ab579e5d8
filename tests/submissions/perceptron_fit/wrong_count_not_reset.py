# expect: WRONG_VALUE count_not_reset
import numpy as np


def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    if len(X) == 0:
        raise ValueError("no samples")
    w, b, errors, converged, wrong = np.zeros(X.shape[1]), 0.0, [], False, 0
    for _ in range(max_epochs):
        for x, label in zip(X, y):
            e = int(label) - int(w @ x + b > 0)
            wrong += e != 0
            w, b = w + learning_rate * e * x, b + learning_rate * e
        errors.append(int(wrong))
        if wrong == 0:
            converged = True
            break
    return {"w": w, "b": float(b), "errors": errors, "converged": converged}
