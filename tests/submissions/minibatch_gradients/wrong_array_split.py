# expect: WRONG_VALUE split_evenly
import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    m = len(per_sample_grads)
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError("arguments")
    parts = np.array_split(per_sample_grads[order], int(np.ceil(m / batch_size)))
    batch_grads = np.array([part.mean(axis=0, dtype=float) for part in parts])
    average = np.average(batch_grads, axis=0, weights=[len(part) for part in parts])
    return batch_grads, average
