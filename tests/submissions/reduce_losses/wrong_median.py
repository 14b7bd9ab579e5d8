# expect: WRONG_VALUE median
import numpy as np


def reduce_losses(losses):
    if losses.size == 0:
        raise ValueError("empty")
    return {"total": float(losses.sum()), "mean": float(np.median(losses))}
