# expect: WRONG_TYPE the_loss_itself
import numpy as np


def best_epoch(val_losses):
    if len(val_losses) == 0 or np.isnan(val_losses).all():
        raise ValueError("no loss is a number")
    return float(np.nanmin(val_losses))
