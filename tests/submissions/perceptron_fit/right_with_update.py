import numpy as np


def update(w, b, x, y, rate):
    guess = 1 if np.sum(w * x) + b > 0 else 0
    return w + rate * (y - guess) * x, b + rate * (y - guess), guess != y


def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    if X.size == 0 or X.shape[0] != y.shape[0]:
        raise ValueError
    w, b, history, converged = np.zeros(X.shape[1]), 0, [], False
    for epoch in range(max_epochs):
        flags = []
        for i in range(len(y)):
            w, b, wrong = update(w, b, X[i], y[i], learning_rate)
            flags.append(wrong)
        history.append(np.sum(flags))
        if not any(flags):
            converged = np.bool_(True)
            break
    return dict(w=w, b=b, errors=history, converged=converged)
