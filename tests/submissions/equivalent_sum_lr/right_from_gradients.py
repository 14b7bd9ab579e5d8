import numpy as np


def equivalent_sum_lr(lr_mean, batch_size):
    if not batch_size > 0:
        raise ValueError("B > 0")
    g = np.ones(batch_size)
    return lr_mean * g.mean() / g.sum()
