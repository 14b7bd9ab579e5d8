# expect: WRONG_VALUE no_loss_is_none
import math


def best_epoch(val_losses):
    best = None
    for epoch, loss in enumerate(val_losses):
        if math.isnan(loss):
            continue
        if best is None or loss < val_losses[best]:
            best = epoch
    return best
