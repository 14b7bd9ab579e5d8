# expect: WRONG_VALUE unchecked
def gradient_noise(per_sample_grads, batch_size):
    return float(per_sample_grads.var(axis=0).sum() / batch_size)
