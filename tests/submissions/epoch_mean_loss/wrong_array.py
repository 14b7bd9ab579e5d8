# expect: WRONG_TYPE -
import numpy as np


def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ValueError("losses and sizes must both be (k,)")
    m = np.sum(batch_sizes)
    if m == 0:
        raise ValueError("no sample")
    return batch_losses * batch_sizes / m
