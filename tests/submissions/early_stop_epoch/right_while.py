def early_stop_epoch(val_losses, patience, min_delta=0.0):
    if patience < 0:
        raise ValueError("negative patience")
    if val_losses.size == 0:
        raise ValueError("no losses")
    goal, best, last, bad = float("inf"), None, -1, 0
    while last + 1 < len(val_losses) and bad < (patience or 1):
        last += 1
        bad += 1
        if val_losses[last] < goal:
            goal, best, bad = val_losses[last] - min_delta, last, 0
    return last, best
