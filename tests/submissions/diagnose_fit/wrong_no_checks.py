# expect: RAISED unchecked
import numpy as np


def diagnose_fit(train_losses, val_losses, target, gap):
    if train_losses[-1] > target:
        return "underfit"
    if val_losses[-1] - np.min(val_losses) > gap:
        return "overfit"
    return "ok"
