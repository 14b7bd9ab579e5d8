import copy


def fit_with_early_stopping(step_fn, val_loss_fn, params, max_epochs, patience, min_delta=0.0):
    watch, history, stop = EarlyStopping(patience=patience, min_delta=min_delta), [], False
    start, theta = copy.deepcopy(params), copy.deepcopy(params)
    while len(history) < max_epochs and not stop:
        theta = step_fn(theta)
        history += [val_loss_fn(theta)]
        stop = watch.update(history[-1], theta)
    return dict(
        params=start if watch.best_epoch is None else watch.best_params,
        history=history,
        best_epoch=watch.best_epoch,
        stopped_epoch=watch.epoch if history else None,
    )
