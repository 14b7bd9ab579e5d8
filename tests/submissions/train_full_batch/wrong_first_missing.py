# expect: WRONG_SHAPE first_value_missing
import copy
import numpy as np


def train_full_batch(X, y, params, activations, learning_rate, n_epochs):
    if n_epochs < 0:
        raise ValueError("n_epochs is not negative")
    if activations[-1] != "sigmoid":
        raise ValueError("the last activation must be the sigmoid")
    params = copy.deepcopy(params)
    losses = []
    accuracies = []
    for epoch in range(n_epochs):
        p, caches = mlp_forward(X, params, activations)
        dZ = bce_sigmoid_backward(y, p)
        grads = mlp_backward(dZ, params, caches, activations)
        params = update_params(params, grads, learning_rate)
        p, caches = mlp_forward(X, params, activations)
        losses.append(binary_cross_entropy(y, p))
        accuracies.append(accuracy(y, p))
    return params, {"loss": np.array(losses), "accuracy": np.array(accuracies)}
