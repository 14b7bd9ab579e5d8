# expect: WRONG_VALUE upside_down
def equivalent_sum_lr(lr_mean, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    return batch_size / lr_mean
