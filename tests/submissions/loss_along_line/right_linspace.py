import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    losses = np.zeros(n)
    for i, t in enumerate(np.linspace(0.0, 1.0, n)):
        params = [
            {"W": a["W"] + t * (c["W"] - a["W"]), "b": a["b"] + t * (c["b"] - a["b"])} for a, c in zip(theta0, theta1)
        ]
        losses[i] = loss_fn(params)
    return losses
