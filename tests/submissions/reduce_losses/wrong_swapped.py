# expect: WRONG_VALUE swapped
def reduce_losses(losses):
    if losses.size == 0:
        raise ValueError("empty")
    return {"total": float(losses.mean()), "mean": float(losses.sum())}
