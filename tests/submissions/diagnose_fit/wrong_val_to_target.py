# expect: WRONG_VALUE validation_below_target
import numpy as np


def diagnose_fit(train_losses, val_losses, target, gap):
    if len(train_losses) == 0 or len(val_losses) == 0:
        raise ValueError("no epochs")
    if val_losses[-1] > target:
        return "underfit"
    if val_losses[-1] - np.min(val_losses) > gap:
        return "overfit"
    return "ok"
