# expect: WRONG_DTYPE integer_buffer
import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    m, d = per_sample_grads.shape
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError("arguments")
    k = -(-m // batch_size)
    batch_grads = np.zeros((k, d), dtype=per_sample_grads.dtype)
    sizes = np.zeros(k)
    for i in range(k):
        part = per_sample_grads[order[i * batch_size : (i + 1) * batch_size]]
        batch_grads[i] = part.mean(axis=0)
        sizes[i] = len(part)
    return batch_grads, (batch_grads * sizes[:, None]).sum(axis=0) / m
