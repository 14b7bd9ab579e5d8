# expect: WRONG_VALUE whole_range
import numpy as np


def diagnose_fit(train_losses, val_losses, target, gap):
    if len(train_losses) == 0 or len(val_losses) == 0:
        raise ValueError("no epochs")
    if train_losses[-1] > target:
        return "underfit"
    if val_losses.max() - val_losses.min() > gap:
        return "overfit"
    return "ok"
