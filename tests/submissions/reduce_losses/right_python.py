def reduce_losses(losses):
    if losses.size == 0:
        raise ValueError("empty")
    total = sum(losses.tolist())
    return {"total": total, "mean": total / len(losses)}
