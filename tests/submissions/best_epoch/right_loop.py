import math


def best_epoch(val_losses):
    best = None
    for epoch, loss in enumerate(val_losses):
        if math.isnan(loss):
            continue
        if best is None or loss < val_losses[best]:
            best = epoch
    if best is None:
        raise ValueError("no loss is a number")
    return best
