import numpy as np


def best_epoch(val_losses):
    return int(np.nanargmin(val_losses))
