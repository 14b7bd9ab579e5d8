# expect: WRONG_VALUE losses_joined
import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    first, last = loss_fn(theta0), loss_fn(theta1)
    return np.linspace(first, last, n)
