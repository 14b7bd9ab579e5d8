import math


def deep(params):
    return [{key: value.copy() for key, value in layer.items()} for layer in params]


def fit_with_early_stopping(step_fn, val_loss_fn, params, max_epochs, patience, min_delta=0.0):
    best, kept, bad, history = math.inf, deep(params), 0, []
    result = {"params": kept, "history": history, "best_epoch": None, "stopped_epoch": None}
    now = deep(params)
    for epoch in range(max_epochs):
        now = step_fn(now)
        loss = float(val_loss_fn(now))
        history.append(loss)
        result["stopped_epoch"] = epoch
        if loss < best - min_delta:
            best, bad = loss, 0
            result.update(params=deep(now), best_epoch=epoch)
        else:
            bad += 1
        if bad >= max(patience, 1):
            break
    return result
