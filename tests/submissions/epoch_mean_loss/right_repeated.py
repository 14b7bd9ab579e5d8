import numpy as np


def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ValueError("(k,) and (k,)")
    every_sample = np.repeat(batch_losses, batch_sizes)
    if every_sample.size == 0:
        raise ValueError("no sample")
    return float(every_sample.mean())
