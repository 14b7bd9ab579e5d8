# expect: WRONG_VALUE all_as_large_as_the_first
import numpy as np


def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ValueError("losses and sizes must both be (k,)")
    m = np.sum(batch_sizes)
    if m == 0:
        raise ValueError("no sample")
    return float(batch_losses.sum() * batch_sizes[0] / m)
