# expect: WRONG_VALUE no_loss_is_zero
import numpy as np


def best_epoch(val_losses):
    return int(np.argmin(np.where(np.isnan(val_losses), np.inf, val_losses)))
