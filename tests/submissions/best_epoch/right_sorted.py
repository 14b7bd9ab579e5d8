def best_epoch(val_losses):
    pairs = [(loss, epoch) for epoch, loss in enumerate(val_losses) if loss == loss]
    return min(pairs)[1]
