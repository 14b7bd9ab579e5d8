import numpy as np


def train_full_batch(X, y, params, activations, learning_rate, n_epochs):
    if n_epochs < 0:
        raise ValueError("n_epochs")
    if not activations or activations[-1] != "sigmoid":
        raise ValueError("activations")
    if y.shape != (X.shape[0], 1) or len(X) == 0:
        raise ValueError("X and y")
    net = [dict(W=np.array(layer["W"], dtype=float), b=np.array(layer["b"], dtype=float)) for layer in params]
    history = []
    for step in range(n_epochs + 1):
        p, caches = mlp_forward(X, net, activations)
        safe = np.clip(p, 1e-12, 1 - 1e-12)
        loss = -np.mean(y * np.log(safe) + (1 - y) * np.log(1 - safe))
        history.append((loss, np.mean((p > 0.5) == y)))
        if step < n_epochs:
            grads = mlp_backward((p - y) / len(y), net, caches, activations)
            net = [
                {"W": old["W"] - learning_rate * grad["W"], "b": old["b"] - learning_rate * grad["b"]}
                for old, grad in zip(net, grads)
            ]
    table = np.array(history)
    return net, {"loss": table[:, 0].copy(), "accuracy": table[:, 1].copy()}
