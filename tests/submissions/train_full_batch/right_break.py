import numpy as np


def train_full_batch(X, y, params, activations, learning_rate, n_epochs):
    if n_epochs < 0 or activations[-1] != "sigmoid":
        raise ValueError("n_epochs or activations")
    params = [{"W": layer["W"].copy(), "b": layer["b"].copy()} for layer in params]
    curves = {"loss": np.zeros(n_epochs + 1), "accuracy": np.zeros(n_epochs + 1)}
    epoch = 0
    while True:
        p, caches = mlp_forward(X, params, activations)
        curves["loss"][epoch] = binary_cross_entropy(y, p)
        curves["accuracy"][epoch] = accuracy(y, p)
        if epoch == n_epochs:
            return params, curves
        grads = mlp_backward(bce_sigmoid_backward(y, p), params, caches, activations)
        for layer, grad in zip(params, grads):
            layer["W"] -= learning_rate * grad["W"]
            layer["b"] -= learning_rate * grad["b"]
        epoch += 1
