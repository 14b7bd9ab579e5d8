import numpy as np


def reduce_losses(losses):
    if losses.size == 0:
        raise ValueError("empty")
    total = np.ones(losses.shape) @ losses
    return dict(total=total, mean=total / losses.size)
