import numpy as np


def early_stop_epoch(val_losses, patience, min_delta=0.0):
    if patience < 0 or not len(val_losses):
        raise ValueError(f"nothing can be stopped: patience {patience}, {len(val_losses)} epochs")
    best = None
    for epoch in range(len(val_losses)):
        loss = val_losses[epoch]
        first = best is None and not np.isnan(loss)
        if first or (best is not None and val_losses[best] - loss > min_delta):
            best = epoch
        since = epoch - (-1 if best is None else best)
        if since > 0 and since >= patience:
            break
    return epoch, best
