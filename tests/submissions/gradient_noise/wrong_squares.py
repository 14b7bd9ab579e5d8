# expect: WRONG_VALUE difference_of_squares
import numpy as np


def gradient_noise(per_sample_grads, batch_size):
    if per_sample_grads.ndim != 2 or len(per_sample_grads) == 0:
        raise ValueError("per_sample_grads must be (m, d) with m > 0")
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    return float(((per_sample_grads**2).mean(axis=0) - per_sample_grads.mean(axis=0) ** 2).sum() / batch_size)
