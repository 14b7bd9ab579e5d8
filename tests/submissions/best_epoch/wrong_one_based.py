# expect: WRONG_VALUE from_one
import math


def best_epoch(val_losses):
    best = None
    for epoch, loss in enumerate(val_losses, start=1):
        if math.isnan(loss):
            continue
        if best is None or loss < val_losses[best - 1]:
            best = epoch
    if best is None:
        raise ValueError("no loss is a number")
    return best
