class Watch:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta = max(patience, 1), min_delta
        self.best, self.where, self.bad = np.inf, None, 0

    def stop(self, epoch, loss):
        self.bad += 1
        if loss + self.min_delta < self.best:
            self.best, self.where, self.bad = loss, epoch, 0
        return self.bad == self.patience


def early_stop_epoch(val_losses, patience, min_delta=0.0):
    if patience < 0 or len(val_losses) < 1:
        raise ValueError("patience or losses")
    watch = Watch(patience, min_delta)
    for epoch, loss in enumerate(val_losses.tolist()):
        if watch.stop(epoch, loss):
            break
    return epoch, watch.where
