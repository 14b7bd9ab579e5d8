import numpy as np


import copy


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n or layers")
    for one, other in zip(theta0, theta1):
        if one["W"].shape != other["W"].shape or one["b"].shape != other["b"].shape:
            raise ValueError("shapes")
    found = []
    for t in np.linspace(0, 1, n):
        params = copy.deepcopy(theta0)
        for layer, end in zip(params, theta1):
            for name in layer:
                layer[name] = layer[name] * (1 - t) + end[name] * t
        found.append(float(loss_fn(params)))
    return np.array(found)
