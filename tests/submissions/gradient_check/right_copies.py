import copy

import numpy as np


def loss_at(loss_fn, params, layer, name, i, step):
    moved = copy.deepcopy(params)
    moved[layer][name].flat[i] += step
    return loss_fn(moved)


def gradient_check(loss_fn, params, grads, h=1e-5):
    num, ana = [], []
    for l in range(len(params)):
        for name in params[l]:
            if np.shape(grads[l][name]) != np.shape(params[l][name]):
                raise ValueError("shapes")
            for i in range(params[l][name].size):
                up = loss_at(loss_fn, params, l, name, i, h)
                down = loss_at(loss_fn, params, l, name, i, -h)
                num += [(up - down) / (2 * h)]
                ana += [grads[l][name].flat[i]]
    difference = sum((n - a) ** 2 for n, a in zip(num, ana, strict=True)) ** 0.5
    return difference / (sum(n * n for n in num) ** 0.5 + sum(a * a for a in ana) ** 0.5 + 1e-12)
