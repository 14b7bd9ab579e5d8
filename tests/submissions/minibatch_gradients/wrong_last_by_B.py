# expect: WRONG_VALUE divided_by_B_averaged_rightly
def minibatch_gradients(per_sample_grads, order, batch_size):
    m = len(per_sample_grads)
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError("needs samples, a positive batch size and one place for each sample")
    G = per_sample_grads[order].astype(float)
    batch_grads = [G[start : start + batch_size].sum(axis=0) / batch_size for start in range(0, m, batch_size)]
    return np.array(batch_grads), G.mean(axis=0)
