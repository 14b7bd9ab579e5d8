# expect: WRONG_TYPE no_improvement_is_epoch_0
import math


def early_stop_epoch(val_losses, patience, min_delta=0.0):
    if len(val_losses) == 0:
        raise ValueError("there is no epoch")
    if patience < 0:
        raise ValueError("patience must not be negative")
    best_loss = math.inf
    best_epoch = 0
    wait = 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss - min_delta:
            best_loss = loss
            best_epoch = epoch
            wait = 0
        else:
            wait += 1
        if wait >= max(patience, 1):
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch
