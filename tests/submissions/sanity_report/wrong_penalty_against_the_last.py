# expect: WRONG_VALUE penalty_against_the_last
import copy
import math


def sanity_report(loss_fn, step_fn, params, n_classes, n_steps=200):
    if n_classes < 2 or n_steps < 0:
        raise ValueError("two classes or more, no negative number of steps")
    expected = math.log(n_classes)
    first = loss_fn(params, 0.0)
    trained = copy.deepcopy(params)
    for _ in range(n_steps):
        trained = step_fn(trained)
    last = loss_fn(trained, 0.0)
    return {
        "first_loss": abs(first - expected) <= 0.1 * expected,
        "overfits": last < 0.05 * first,
        "l2_raises": loss_fn(params, 1.0) > last,
    }
