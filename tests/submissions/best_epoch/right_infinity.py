import numpy as np


def best_epoch(val_losses):
    there = ~np.isnan(val_losses)
    if not there.any():
        raise ValueError("nothing to choose from")
    return np.argmin(np.where(there, val_losses, np.inf))
