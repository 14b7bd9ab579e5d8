import numpy as np


def diagnose_fit(train_losses, val_losses, target, gap):
    if not len(train_losses):
        raise ValueError("no training loss")
    best = val_losses[np.argmin(val_losses)]  # raises ValueError where there is none
    poor = bool(train_losses[-1] > target)
    worse = bool(val_losses[-1] > best + gap)
    verdicts = {(True, True): "underfit", (True, False): "underfit", (False, True): "overfit", (False, False): "ok"}
    return verdicts[poor, worse]
