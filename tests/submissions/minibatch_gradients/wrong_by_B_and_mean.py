# expect: WRONG_VALUE divided_by_B_then_mean
import numpy as np


def minibatch_gradients(per_sample_grads, order, batch_size):
    if len(order) != len(per_sample_grads) or len(order) == 0 or batch_size <= 0:
        raise ValueError("need samples, an order for each, and a positive batch size")
    g = per_sample_grads[order]
    rows = [g[i : i + batch_size].sum(axis=0) / batch_size for i in range(0, len(g), batch_size)]
    return np.array(rows), np.mean(rows, axis=0)
