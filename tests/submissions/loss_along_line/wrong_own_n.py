# expect: WRONG_SHAPE -
import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    losses = []
    for t in np.linspace(0, 1, 21):
        params = [{k: (1 - t) * a[k] + t * c[k] for k in ("W", "b")} for a, c in zip(theta0, theta1)]
        losses.append(loss_fn(params))
    return np.array(losses)
