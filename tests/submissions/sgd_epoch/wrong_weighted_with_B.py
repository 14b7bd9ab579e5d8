# expect: WRONG_VALUE weighted_with_B
import numpy as np


def sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng):
    m = len(X)
    if m == 0 or batch_size <= 0 or y.shape != (m, 1):
        raise ValueError("X, y or batch_size")
    new = [{"W": layer["W"].copy(), "b": layer["b"].copy()} for layer in params]
    order = rng.permutation(m)
    total = 0.0
    for start in range(0, m, batch_size):
        members = order[start : start + batch_size]
        p, caches = mlp_forward(X[members], new, activations)
        total += binary_cross_entropy(y[members], p) * batch_size
        grads = mlp_backward((p - y[members]) / len(members), new, caches, activations)
        for layer, grad in zip(new, grads):
            layer["W"] -= learning_rate * grad["W"]
            layer["b"] -= learning_rate * grad["b"]
    return new, total / m
