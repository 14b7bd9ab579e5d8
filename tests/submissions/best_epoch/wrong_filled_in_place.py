# expect: INPUT_MODIFIED in_place
import numpy as np


def best_epoch(val_losses):
    if len(val_losses) == 0 or np.isnan(val_losses).all():
        raise ValueError("no loss is a number")
    val_losses[np.isnan(val_losses)] = np.inf
    return int(np.argmin(val_losses))
