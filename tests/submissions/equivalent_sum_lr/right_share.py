def equivalent_sum_lr(lr_mean, batch_size):
    if batch_size < 1:
        raise ValueError(f"a batch of {batch_size} samples?")
    share_of_one_sample = 1 / batch_size
    return share_of_one_sample * float(lr_mean)
