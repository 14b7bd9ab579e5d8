# expect: WRONG_VALUE average_summed
import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    m = len(per_sample_grads)
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError("no sample, no batch, or an order of another length")
    batch_grads, sizes = [], []
    for start in range(0, m, batch_size):
        members = order[start : start + batch_size]
        batch_grads.append(per_sample_grads[members].mean(axis=0, dtype=float))
        sizes.append(len(members))
    batch_grads, sizes = np.array(batch_grads), np.array(sizes)
    average = batch_grads.sum(axis=0)
    return batch_grads, average
