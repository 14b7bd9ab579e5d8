# expect: WRONG_SHAPE last_batch_lost
import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    m = len(per_sample_grads)
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError("no sample, no batch, or an order of another length")
    batch_grads, sizes = [], []
    for start in range(0, m - batch_size + 1, batch_size):
        members = order[start : start + batch_size]
        batch_grads.append(per_sample_grads[members].mean(axis=0, dtype=float))
        sizes.append(len(members))
    if not sizes:
        return np.zeros((0, per_sample_grads.shape[1])), np.zeros(per_sample_grads.shape[1])
    batch_grads, sizes = np.array(batch_grads), np.array(sizes)
    average = sizes @ batch_grads / sizes.sum()
    return batch_grads, average
