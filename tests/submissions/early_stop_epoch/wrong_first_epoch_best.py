# expect: WRONG_VALUE first_is_best
import math


def early_stop_epoch(val_losses, patience, min_delta=0.0):
    if len(val_losses) == 0:
        raise ValueError("there is no epoch")
    if patience < 0:
        raise ValueError("patience must not be negative")
    best_loss = val_losses[0]
    best_epoch = 0
    wait = 0
    for epoch, loss in enumerate(val_losses):
        if epoch == 0:
            continue
        if loss < best_loss - min_delta:
            best_loss = loss
            best_epoch = epoch
            wait = 0
        else:
            wait += 1
        if wait >= max(patience, 1):
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch
