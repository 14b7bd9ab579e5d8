def diagnose_fit(train_losses, val_losses, target, gap):
    if train_losses.size * val_losses.size == 0:
        raise ValueError("an empty curve")
    learnt = train_losses[-1] <= target
    rise = val_losses[-1] - min(val_losses)
    return "underfit" if not learnt else ("overfit" if rise > gap else "ok")
