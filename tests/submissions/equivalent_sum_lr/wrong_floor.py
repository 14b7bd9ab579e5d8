# expect: WRONG_VALUE integer_division
def equivalent_sum_lr(lr_mean, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    return lr_mean // batch_size
