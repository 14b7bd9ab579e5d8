# expect: WRONG_VALUE reference_kept
import copy
import math


def fit_with_early_stopping(step_fn, val_loss_fn, params, max_epochs, patience, min_delta=0.0):
    best_loss, best_epoch, wait, history = math.inf, None, 0, []
    best_params, current = copy.deepcopy(params), copy.deepcopy(params)
    for epoch in range(max_epochs):
        current = step_fn(current)
        loss = val_loss_fn(current)
        history.append(loss)
        if loss < best_loss - min_delta:
            best_loss, best_epoch, best_params, wait = loss, epoch, current, 0
        else:
            wait += 1
        if wait >= max(patience, 1):
            break
    last = len(history) - 1 if history else None
    return {"params": best_params, "history": history, "best_epoch": best_epoch, "stopped_epoch": last}
