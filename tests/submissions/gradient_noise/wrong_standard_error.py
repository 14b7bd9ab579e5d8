# expect: WRONG_VALUE standard_error
import numpy as np


def gradient_noise(per_sample_grads, batch_size):
    if per_sample_grads.ndim != 2 or len(per_sample_grads) == 0:
        raise ValueError("per_sample_grads must be (m, d) with m > 0")
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    return float(np.sqrt(np.var(per_sample_grads, axis=0).sum() / batch_size))
