import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    gaps = max(n - 1, 1)
    params = [{name: np.array(value, dtype=float) for name, value in layer.items()} for layer in theta0]
    losses = [loss_fn(params)]
    for _ in range(n - 1):
        params = [
            {name: layer[name] + (end[name] - start[name]) / gaps for name in layer}
            for layer, start, end in zip(params, theta0, theta1)
        ]
        losses.append(loss_fn(params))
    return np.asarray(losses, dtype=float)
