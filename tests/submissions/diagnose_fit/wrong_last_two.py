# expect: WRONG_VALUE last_step_only
import numpy as np


def diagnose_fit(train_losses, val_losses, target, gap):
    if len(train_losses) == 0 or len(val_losses) == 0:
        raise ValueError("no epochs")
    if train_losses[-1] > target:
        return "underfit"
    if len(val_losses) > 1 and val_losses[-1] - val_losses[-2] > gap:
        return "overfit"
    return "ok"
