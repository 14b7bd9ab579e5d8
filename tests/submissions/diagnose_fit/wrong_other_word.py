# expect: WRONG_VALUE -
import numpy as np


def diagnose_fit(train_losses, val_losses, target, gap):
    if len(train_losses) == 0 or len(val_losses) == 0:
        raise ValueError("no epochs")
    if train_losses[-1] > target:
        return "underfit"
    if val_losses[-1] - np.min(val_losses) > gap:
        return "overfitting"
    return "ok"
