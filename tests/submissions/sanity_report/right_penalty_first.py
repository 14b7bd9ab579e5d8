import numpy as np


def sanity_report(loss_fn, step_fn, params, n_classes, n_steps=200):
    if n_classes < 2:
        raise ValueError("n_classes")
    if n_steps < 0:
        raise ValueError("n_steps")
    report = {}
    start = loss_fn(params, 0.0)
    report["l2_raises"] = bool(loss_fn(params, 1.0) - start > 0)
    report["first_loss"] = bool(0.9 * np.log(n_classes) <= start <= 1.1 * np.log(n_classes))
    net = [{"W": layer["W"].copy(), "b": layer["b"].copy()} for layer in params]
    step = 0
    while step < n_steps:
        net = step_fn(net)
        step = step + 1
    report["overfits"] = False
    if loss_fn(net, 0.0) < start * 0.05:
        report["overfits"] = True
    return report
