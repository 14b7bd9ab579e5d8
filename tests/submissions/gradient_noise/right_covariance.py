import numpy as np


def gradient_noise(per_sample_grads, batch_size):
    if per_sample_grads.ndim != 2 or per_sample_grads.shape[0] < 1 or batch_size < 1:
        raise ValueError("arguments")
    covariance = np.atleast_2d(np.cov(per_sample_grads.astype(float), rowvar=False, bias=True))
    return float(np.trace(covariance)) / batch_size
