# expect: WRONG_VALUE in_place
import numpy as np


def gradient_noise(per_sample_grads, batch_size):
    if batch_size < 1 or per_sample_grads.ndim != 2 or per_sample_grads.size == 0:
        raise ValueError("nothing to measure")
    per_sample_grads[:] = per_sample_grads - per_sample_grads.mean(axis=0)
    away = per_sample_grads
    squared_lengths = (away**2).sum(axis=1)
    return squared_lengths.mean() / batch_size
