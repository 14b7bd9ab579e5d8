import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    m, d = per_sample_grads.shape
    if m == 0:
        raise ValueError("no sample")
    if order.shape != (m,):
        raise ValueError("order")
    k = -(-m // batch_size)
    batch_grads = np.zeros((k, d))
    average = np.zeros(d)
    for i in range(k):
        part = per_sample_grads[order][i * batch_size : (i + 1) * batch_size]
        for g in part:
            batch_grads[i] += g / len(part)
        average += len(part) * batch_grads[i]
    return batch_grads, average / m
