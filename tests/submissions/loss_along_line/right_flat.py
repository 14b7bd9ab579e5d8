import numpy as np


def _flat(theta):
    return np.concatenate([layer[name].ravel() for layer in theta for name in ("W", "b")])


def _unflat(vector, theta):
    params, at = [], 0
    for layer in theta:
        made = {}
        for name in ("W", "b"):
            size = layer[name].size
            made[name] = vector[at : at + size].reshape(layer[name].shape)
            at += size
        params.append(made)
    return params


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    start, end = _flat(theta0), _flat(theta1)
    ts = [0.0] if n == 1 else [k / (n - 1) for k in range(n)]
    return np.array([loss_fn(_unflat((1 - t) * start + t * end, theta0)) for t in ts])
