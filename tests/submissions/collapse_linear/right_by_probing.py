import numpy as np


def collapse_linear(params):
    if not params:
        raise ValueError("no layers")

    def run(X):
        for layer in params:
            X = X @ layer["W"] + layer["b"]
        return X

    n = params[0]["W"].shape[0]
    b = run(np.zeros((1, n)))[0]
    return run(np.eye(n)) - b, b
