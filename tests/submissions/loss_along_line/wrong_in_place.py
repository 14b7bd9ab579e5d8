# expect: INPUT_MODIFIED in_place
import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    steps = [{k: (c[k] - a[k]) / max(n - 1, 1) for k in a} for a, c in zip(theta0, theta1)]
    losses = [loss_fn(theta0)]
    for _ in range(n - 1):
        for layer, step in zip(theta0, steps):
            layer["W"] += step["W"]
            layer["b"] += step["b"]
        losses.append(loss_fn(theta0))
    return np.array(losses)
