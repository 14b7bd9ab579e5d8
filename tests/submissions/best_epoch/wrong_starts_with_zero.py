# expect: WRONG_VALUE first_kept_nan
import math


def best_epoch(val_losses):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
    if all(math.isnan(loss) for loss in val_losses):
        raise ValueError("no loss is a number")
    return best
