# expect: WRONG_VALUE unchecked
def epoch_mean_loss(batch_losses, batch_sizes):
    return float((batch_losses * batch_sizes).sum() / batch_sizes.sum())
