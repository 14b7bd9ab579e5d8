# expect: WRONG_VALUE largest
import numpy as np


def best_epoch(val_losses):
    if len(val_losses) == 0 or np.isnan(val_losses).all():
        raise ValueError("no loss is a number")
    return int(np.argmax(np.where(np.isnan(val_losses), -np.inf, val_losses)))
