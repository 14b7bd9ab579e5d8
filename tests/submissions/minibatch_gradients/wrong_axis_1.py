# expect: RAISED over_the_weights
import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    m = len(per_sample_grads)
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError("arguments")
    parts = [per_sample_grads[order[at : at + batch_size]] for at in range(0, m, batch_size)]
    batch_grads = np.array([part.mean(axis=1, dtype=float) for part in parts])
    return batch_grads, batch_grads.mean(axis=0)
