import numpy as np


def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.shape != batch_sizes.shape or batch_losses.ndim > 1:
        raise ValueError("shapes differ")
    if not batch_sizes.any():
        raise ValueError("an epoch without a sample has no mean loss")
    return np.average(batch_losses, weights=batch_sizes)
