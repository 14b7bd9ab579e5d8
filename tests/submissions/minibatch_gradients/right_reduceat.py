import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    m, d = per_sample_grads.shape
    if m < 1 or len(order) != m:
        raise ValueError("order must name every sample")
    if batch_size < 1:
        raise ValueError("batch_size")
    starts = np.arange(0, m, batch_size)
    totals = np.add.reduceat(per_sample_grads[order], starts, axis=0, dtype=np.float64)
    sizes = np.diff(np.append(starts, m))
    return totals / sizes[:, None], totals.sum(axis=0) / m
