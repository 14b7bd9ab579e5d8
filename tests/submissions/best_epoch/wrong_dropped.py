# expect: WRONG_VALUE nan_dropped
import numpy as np


def best_epoch(val_losses):
    if len(val_losses) == 0 or np.isnan(val_losses).all():
        raise ValueError("no loss is a number")
    return int(np.argmin(val_losses[~np.isnan(val_losses)]))
