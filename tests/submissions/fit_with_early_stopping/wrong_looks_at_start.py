# expect: WRONG_VALUE start_counts_as_epoch
import copy


def fit_with_early_stopping(step_fn, val_loss_fn, params, max_epochs, patience, min_delta=0.0):
    stopper = EarlyStopping(patience, min_delta)
    current = copy.deepcopy(params)
    history = []
    loss = val_loss_fn(current)
    history.append(loss)
    stopper.update(loss, current)
    for _ in range(max_epochs - 1):
        current = step_fn(current)
        loss = val_loss_fn(current)
        history.append(loss)
        if stopper.update(loss, current):
            break
    best_params = stopper.best_params
    if best_params is None:
        best_params = copy.deepcopy(params)
    return {
        "params": best_params,
        "history": history,
        "best_epoch": stopper.best_epoch,
        "stopped_epoch": len(history) - 1 if history else None,
    }
