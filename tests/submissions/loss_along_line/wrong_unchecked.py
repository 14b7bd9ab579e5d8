# expect: WRONG_VALUE unchecked
import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    losses = []
    for t in np.linspace(0, 1, n):
        params = [{k: (1 - t) * a[k] + t * c[k] for k in ("W", "b")} for a, c in zip(theta0, theta1)]
        losses.append(loss_fn(params))
    return np.array(losses)
