# expect: WRONG_VALUE last_batch_lost
def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ValueError("shapes")
    if batch_sizes.sum() == 0:
        raise ValueError("no sample")
    total, m = 0.0, 0
    for k in range(len(batch_losses) - 1):
        total += batch_losses[k] * batch_sizes[k]
        m += batch_sizes[k]
    return float(total / m) if m else 0.0
