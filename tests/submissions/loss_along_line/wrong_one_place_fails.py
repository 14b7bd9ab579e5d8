# expect: RAISED one_place_fails
import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    losses = []
    for k in range(n):
        t = k / (n - 1)
        params = [{p: (1 - t) * a[p] + t * c[p] for p in ("W", "b")} for a, c in zip(theta0, theta1)]
        losses.append(loss_fn(params))
    return np.array(losses)
