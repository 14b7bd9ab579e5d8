def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.ndim != 1 or batch_sizes.ndim != 1 or len(batch_losses) != len(batch_sizes):
        raise ValueError("k losses need k sizes")
    total, m = 0.0, 0
    for loss, size in zip(batch_losses, batch_sizes):
        total += loss * size
        m += size
    if m == 0:
        raise ValueError("nothing to take a mean over")
    return total / m
