# expect: INPUT_MODIFIED in_place
def epoch_mean_loss(batch_losses, batch_sizes):
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ValueError("shapes")
    if batch_sizes.sum() == 0:
        raise ValueError("no sample")
    batch_losses *= batch_sizes
    return float(batch_losses.sum() / batch_sizes.sum())
