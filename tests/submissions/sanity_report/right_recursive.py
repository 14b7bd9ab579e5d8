import math
from copy import deepcopy


def walk(step_fn, params, n_steps):
    if n_steps == 0:
        return params
    return walk(step_fn, step_fn(params), n_steps - 1)


def sanity_report(loss_fn, step_fn, params, n_classes, n_steps=200):
    if n_classes <= 1 or n_steps <= -1:
        raise ValueError("numbers")
    losses = [loss_fn(params, l2=l2) for l2 in (0.0, 1.0)]
    knows_nothing = -math.log(1 / n_classes)
    last = loss_fn(walk(step_fn, deepcopy(params), n_steps), l2=0.0)
    return {
        "first_loss": abs(losses[0] / knows_nothing - 1) <= 0.1,
        "overfits": last / losses[0] < 0.05 if losses[0] > 0 else False,
        "l2_raises": losses[1] > losses[0],
    }
