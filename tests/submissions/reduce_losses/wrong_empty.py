# expect: WRONG_VALUE empty_is_zero
def reduce_losses(losses):
    total = float(losses.sum())
    return {"total": total, "mean": total / max(losses.size, 1)}
